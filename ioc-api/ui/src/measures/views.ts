import type { EChartsOption } from 'echarts'
import { across, frame, steps } from './draw'
import type { Item } from './marks'
import {
  counted,
  countsOfGroup,
  type Drawn,
  lines,
  ofGroup,
  percent,
  phase,
  seconds,
  stacked,
  sum,
} from './pictures'
import { binMs } from './range'
import { binStarts, cells, groupsOfChannels, mapped, seriesOf } from './tables'

/** How each measure is drawn. */
export const VIEWS = {
  arrival_on_green: (table, setting) => {
    const { words } = setting
    const data = seriesOf(table, setting.range, 'Percent_AOG', phase)
    const mine = data.series.find((each) => each.key === String(setting.group.number))
    return lines(data, setting, { axis: { unit: '%', percent: true }, text: percent(words) }, (bin) => {
      const value = mine?.values[(bin - setting.range.from) / binMs(setting.range.bin)]
      return value === undefined
        ? []
        : [
            {
              key: 'red',
              mark: 'none',
              color: '--text-3',
              label: words.t('measures.value.onRed', { n: words.format.number((1 - value) * 100) }),
            },
          ]
    })
  },
  approach_delay: (table, setting) =>
    lines(seriesOf(table, setting.range, 'AvgDelay', phase), setting, seconds(setting.words)),
  actuations: (table, setting) => {
    const channels = groupsOfChannels(setting.intersection, setting.devices, 'ADVANCE_DETECTOR')
    const counts = seriesOf(table, setting.range, 'Total', (cell) => {
      const group = channels.get(Number(cell('Detector')))
      return group === undefined ? undefined : String(group)
    })
    const perHour = 3_600_000 / binMs(setting.range.bin)
    const unit = setting.words.t('units.vehPerHour')
    return lines(
      mapped(counted(counts, setting.whole), (count) => count * perHour),
      setting,
      {
        axis: { unit },
        text: (value) => `${setting.words.format.number(value)} ${unit}`,
      },
    )
  },
  split_failures: (table, setting) => {
    const { words, range } = setting
    const failures = counted(seriesOf(table, range, 'Split_Failure', phase), setting.whole)
    const shares = ['Green_Occupancy', 'Red_Occupancy'].map((column) =>
      ofGroup(seriesOf(table, range, column, phase), { ...setting, whole: new Set() }),
    )
    const shareText = (which: number, index: number, key: 'occupancyGreen' | 'occupancyRed'): Item[] => {
      const value = shares[which]?.[index]
      return value === undefined
        ? []
        : [
            {
              key,
              mark: 'none',
              color: '--text-3',
              label: words.t(`measures.value.${key}`, { n: words.format.number(value * 100) }),
            },
          ]
    }
    return stacked(
      [
        {
          key: 'failures',
          label: words.t('measures.value.failures'),
          fill: 'solid',
          color: '--los-e',
          values: ofGroup(failures, setting),
        },
      ],
      setting,
      words.t('measures.value.cycles'),
      0,
      (index) => [...shareText(0, index, 'occupancyGreen'), ...shareText(1, index, 'occupancyRed')],
    )
  },
  terminations: (table, setting) => {
    const kind = (name: string) =>
      countsOfGroup(table, setting, 'Total', (cell) => cell('PerformanceMeasure') === name)
    const { t } = setting.words
    return stacked(
      [
        {
          key: 'g',
          label: t('measures.ending.GAP_OUT'),
          fill: 'hollow',
          color: '--text-3',
          values: kind('GapOut'),
        },
        {
          key: 'f',
          label: t('measures.ending.FORCE_OFF'),
          fill: 'solid',
          color: '--edge-strong',
          values: kind('ForceOff'),
        },
        {
          key: 'm',
          label: t('measures.ending.MAX_OUT'),
          fill: 'hatched',
          color: '--los-e',
          values: kind('MaxOut'),
        },
      ],
      setting,
      t('measures.value.times'),
    )
  },
  yellow_red: (table, setting) => {
    const lamp = (state: number) =>
      countsOfGroup(table, setting, 'Count', (cell) => Number(cell('Signal_State')) === state)
    const { t } = setting.words
    return stacked(
      [
        {
          key: 'a',
          label: t('measures.value.amber'),
          fill: 'hollow',
          color: '--lamp-amber',
          values: lamp(8),
        },
        { key: 'r', label: t('measures.value.red'), fill: 'solid', color: '--lamp-red', values: lamp(10) },
      ],
      setting,
      t('measures.value.times'),
    )
  },
  ped: (table, setting) => {
    const { t, format } = setting.words
    const length = binMs(setting.range.bin)
    const walks = sum(counted(seriesOf(table, setting.range, 'PedServices', phase), setting.whole))
    const presses = sum(counted(seriesOf(table, setting.range, 'PedActuation', phase), setting.whole))
    const starts = binStarts(setting.range)
    return {
      option: (canvas) =>
        frame(canvas, { unit: t('measures.value.times') }, [
          steps(starts, length, walks, { color: canvas.tokens['--text-2'], width: 1.5, dashed: true }),
          steps(starts, length, presses, { color: canvas.tokens['--text'], width: 2 }, 3),
        ] as EChartsOption['series']),
      legend: (bin) => {
        const index = bin === undefined ? undefined : (bin - setting.range.from) / length
        const text = (values: readonly (number | undefined)[]) => {
          const value = index === undefined ? undefined : values[index]
          return index === undefined ? undefined : value === undefined ? '–' : format.number(value)
        }
        return [
          {
            key: 'p',
            mark: 'thick',
            color: '--text',
            label: t('measures.value.presses'),
            value: text(presses),
          },
          {
            key: 'w',
            mark: 'dashed',
            color: '--text-2',
            label: t('measures.value.walks'),
            value: text(walks),
          },
        ]
      },
    }
  },
  ped_delay: (table, setting) =>
    lines(seriesOf(table, setting.range, 'AvgPedDelay', phase), setting, seconds(setting.words)),
  full_ped: (table, setting) =>
    stacked(
      [
        {
          key: 'e',
          label: setting.words.t('measures.value.estimated'),
          fill: 'hatched',
          color: '--text-2',
          values: sum(seriesOf(table, setting.range, 'Estimated_Volumes', phase)),
        },
      ],
      setting,
      setting.words.t('measures.value.people'),
      1,
    ),
  phase_wait: (table, setting) =>
    lines(seriesOf(table, setting.range, 'AvgPhaseWait', phase), setting, seconds(setting.words)),
  splits: (table, setting) =>
    lines(
      seriesOf(table, setting.range, 'Average_Split', (cell) => String(Number(cell('EventId')) - 299)),
      setting,
      seconds(setting.words),
    ),
  coordination: (table, setting) => {
    const { words, range } = setting
    const told = table.rows
      .map((row) => cells(table.columns, row))
      .map((cell) => ({
        at: Date.parse(String(cell('Raw_TimeStamp'))),
        code: Number(cell('EventId')),
        value: Number(cell('Parameter')),
      }))
      .sort((a, b) => a.at - b.at)
    const cycles = told.filter((each) => each.code === 132)
    const last = (code: number, at: number) =>
      told.filter((each) => each.code === code && each.at <= at).at(-1)
    return {
      option: (canvas) =>
        frame(canvas, { unit: words.t('units.s') }, [
          {
            type: 'line',
            step: 'end',
            silent: true,
            showSymbol: true,
            symbol: 'circle',
            symbolSize: 5,
            itemStyle: { color: canvas.tokens['--text'] },
            lineStyle: { color: canvas.tokens['--text'], width: 2 },
            data: [
              ...cycles.map((each) => [across(each.at), each.value]),
              ...(cycles.length > 0 ? [[across(range.to), cycles.at(-1)?.value ?? 0]] : []),
            ],
          },
        ] as EChartsOption['series']),
      legend: (bin) => {
        const cycle = bin === undefined ? undefined : last(132, bin)
        const plan = bin === undefined ? undefined : last(131, bin)
        return [
          {
            key: 'c',
            mark: 'thick',
            color: '--text',
            label: words.t('measures.value.cycle'),
            value: bin === undefined ? undefined : cycle ? `${cycle.value} ${words.t('units.s')}` : '–',
          },
          ...(plan
            ? [
                {
                  key: 'p',
                  mark: 'none' as const,
                  color: '--text-3' as const,
                  label: words.t('measures.value.plan', { n: plan.value }),
                },
              ]
            : []),
        ]
      },
    }
  },
} satisfies Record<string, Drawn>

export type MeasureName = keyof typeof VIEWS
