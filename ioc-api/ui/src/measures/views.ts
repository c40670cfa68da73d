import type { EChartsOption } from 'echarts'
import type { TokenName } from '../design/tokens'
import type { Words } from '../i18n'
import type { Device, Intersection, SignalGroup, SignalMeasureTable } from '../session/api'
import { across, bars, type Canvas, type Fill, frame, steps } from './draw'
import type { Item } from './marks'
import { binMs, type Range } from './range'
import { type Binned, binStarts, cells, groupsOfChannels, mapped, type Series, seriesOf } from './tables'

/** What a measure's table is drawn with. */
export type Setting = {
  range: Range
  intersection: Intersection
  devices: readonly Device[]
  group: SignalGroup
  /** Starts of bins of which the log is whole: there what was not counted is none, elsewhere it is not known. */
  whole: ReadonlySet<number>
  words: Words
}

/** A table as a picture, and its legend where the crosshair stands in the bin that starts at `bin`. */
export type View = { option: (canvas: Canvas) => EChartsOption; legend: (bin: number | undefined) => Item[] }

type Drawn = (table: SignalMeasureTable, setting: Setting) => View

const phase = (cell: (column: string) => string | number | undefined) => String(cell('Phase'))

/** Where the log is whole, nothing counted is zero. */
export function counted(data: Binned, whole: ReadonlySet<number>): Binned {
  return {
    starts: data.starts,
    series: data.series.map(({ key, values }) => ({
      key,
      values: values.map(
        (value, index) => value ?? (whole.has(data.starts[index] ?? Number.NaN) ? 0 : undefined),
      ),
    })),
  }
}

type Unit = { axis: { unit: string; percent?: boolean; digits?: number }; text: (value: number) => string }

/** One line for each group: the chosen one strong, the others faint behind it. */
function lines(data: Binned, setting: Setting, unit: Unit, also: (bin: number) => Item[] = () => []): View {
  const { words, range, group } = setting
  const length = binMs(range.bin)
  const chosen = String(group.number)
  const known = data.series.some((each) => each.key === chosen)
  const isStrong = (series: Series) => !known || series.key === chosen
  const ordered = [...data.series].sort((a, b) => Number(isStrong(b)) - Number(isStrong(a)))
  return {
    option: (canvas) =>
      frame(
        canvas,
        unit.axis,
        ordered.map((each) =>
          steps(
            data.starts,
            length,
            each.values,
            isStrong(each)
              ? { color: canvas.tokens['--text'], width: 2 }
              : { color: canvas.tokens['--edge-strong'], width: 1 },
            isStrong(each) ? 3 : 2,
          ),
        ) as EChartsOption['series'],
      ),
    legend: (bin) => [
      ...ordered.map((each): Item => {
        const value = bin === undefined ? undefined : each.values[(bin - range.from) / length]
        return {
          key: each.key,
          mark: isStrong(each) ? 'thick' : 'thin',
          color: isStrong(each) ? '--text' : '--edge-strong',
          label: words.t('measures.groupN', { n: each.key }),
          value: bin === undefined ? undefined : value === undefined ? '–' : unit.text(value),
        }
      }),
      ...(bin === undefined ? [] : also(bin)),
    ],
  }
}

type Part = {
  key: string
  label: string
  fill: Fill
  color: TokenName
  values: readonly (number | undefined)[]
}

function stacked(
  parts: readonly Part[],
  setting: Setting,
  unit: string,
  digits = 0,
  also: (index: number) => Item[] = () => [],
): View {
  const { range, words } = setting
  const starts = binStarts(range)
  const length = binMs(range.bin)
  return {
    option: (canvas) =>
      frame(canvas, { unit, digits }, [
        bars(
          starts,
          length,
          parts.map((part) => ({ values: part.values, fill: part.fill, color: canvas.tokens[part.color] })),
        ),
      ] as EChartsOption['series']),
    legend: (bin) => {
      const index = bin === undefined ? undefined : (bin - range.from) / length
      return [
        ...parts.map((part): Item => {
          const value = index === undefined ? total(part.values) : part.values[index]
          return {
            key: part.key,
            mark: part.fill,
            color: part.color,
            label: part.label,
            value: value === undefined ? '–' : words.format.number(value, digits),
          }
        }),
        ...(index === undefined ? [] : also(index)),
      ]
    },
  }
}

const total = (values: readonly (number | undefined)[]) =>
  values.reduce<number | undefined>(
    (all, value) => (value === undefined ? all : (all ?? 0) + value),
    undefined,
  )

const ofGroup = (data: Binned, setting: Setting): readonly (number | undefined)[] =>
  data.series.find((each) => each.key === String(setting.group.number))?.values ??
  data.starts.map((start) => (setting.whole.has(start) ? 0 : undefined))

const sum = (data: Binned): readonly (number | undefined)[] =>
  data.starts.map((_, index) => total(data.series.map((each) => each.values[index])))

const percent = (words: Words) => (value: number) => `${words.format.number(value * 100)} %`
const seconds = (words: Words): Unit => ({
  axis: { unit: words.t('units.s') },
  text: (value) => `${words.format.number(value, 1)} ${words.t('units.s')}`,
})

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
      ofGroup(
        counted(
          seriesOf(table, setting.range, 'Total', (cell) =>
            cell('PerformanceMeasure') === name ? phase(cell) : undefined,
          ),
          setting.whole,
        ),
        setting,
      )
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
      ofGroup(
        counted(
          seriesOf(table, setting.range, 'Count', (cell) =>
            Number(cell('Signal_State')) === state ? phase(cell) : undefined,
          ),
          setting.whole,
        ),
        setting,
      )
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
      t('units.vehPerHour'),
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
