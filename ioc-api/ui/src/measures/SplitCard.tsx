import type { EChartsOption } from 'echarts'
import { useMemo, useRef, useSyncExternalStore } from 'react'
import { useWords } from '../i18n'
import type { GroupCycles, Intersection, SignalCycle, SignalGroup } from '../session/api'
import { Card, useNear } from './Card'
import { Chart } from './Chart'
import type { Crosshair } from './crosshair'
import { programmed, splitS } from './cycles'
import { across, type Canvas, frame } from './draw'
import type { EChartsType } from './echarts'
import { savePicture, saveText } from './exports'
import type { Item, Mark } from './marks'
import { useCaption } from './needs'
import { useCycles } from './queries'
import type { Range } from './range'
import { csvOf } from './tables'

const HEIGHT = 136
/** From so many cycles on marks are drawn smaller, so that they do not grow into one band. */
const MANY = 300
type Ending = NonNullable<SignalCycle['ending']> | 'NONE'
type Look = { mark: Mark; symbol: string; size: number; color: '--text-3' | '--text-2' | '--los-e' }

/** Why greens ended, by shape first: circles gave way to nobody, squares to the plan, triangles ran into their limit. */
const LOOKS: Record<Ending, Look> = {
  GAP_OUT: { mark: 'circle', symbol: 'emptyCircle', size: 5, color: '--text-3' },
  FORCE_OFF: { mark: 'square', symbol: 'rect', size: 4.5, color: '--text-2' },
  MAX_OUT: { mark: 'triangle', symbol: 'triangle', size: 7, color: '--los-e' },
  NONE: { mark: 'dot', symbol: 'circle', size: 3, color: '--text-3' },
}
const ENDINGS = ['GAP_OUT', 'FORCE_OFF', 'MAX_OUT', 'NONE'] as const

/** Split monitor: how long each group had, cycle by cycle, beside what its plan says. */
export function SplitCard({
  intersection,
  range,
  ready,
  crosshair,
}: {
  intersection: Intersection
  range: Range
  /** Whether the diagram that everybody looks at first is there. */
  ready: boolean
  crosshair: Crosshair
}) {
  const { t, format } = useWords()
  const place = useRef<HTMLElement>(null)
  const near = useNear(place)
  const cycles = useCycles(intersection.id, range, undefined, near && ready)
  const groups = intersection.groups
    .map((group) => ({ group, cycles: cycles.data?.groups.find((each) => each.number === group.number) }))
    .filter((each): each is { group: SignalGroup; cycles: GroupCycles } => each.cycles !== undefined)
  const charts = useRef(new Map<number, { current: EChartsType | null }>())
  const caption = useCaption(intersection, range)
  const why = (ending: Ending) =>
    ending === 'NONE' ? t('measures.split.unknown') : t(`measures.ending.${ending}`)
  const used = ENDINGS.filter((ending) =>
    groups.some((each) => each.cycles.cycles.some((cycle) => (cycle.ending ?? 'NONE') === ending)),
  )
  const legend: Item[] = [
    ...used.map((ending) => ({
      key: ending,
      mark: LOOKS[ending].mark,
      color: LOOKS[ending].color,
      label: why(ending),
    })),
    { key: 'p', mark: 'dashed', color: '--text', label: t('measures.split.programmed') },
  ]
  const title = t('measures.split.title')
  const empty = cycles.data !== undefined && groups.every((each) => each.cycles.cycles.length === 0)
  const file = `${intersection.id}-splits-${format.fileTime(range.from)}`
  const refOf = (number: number) => {
    const known = charts.current.get(number) ?? { current: null }
    charts.current.set(number, known)
    return known
  }
  return (
    <Card
      wide
      place={place}
      title={title}
      about={t('measures.split.what')}
      needs={t('measures.needsNothing')}
      legend={legend}
      obstacle={empty ? t('measures.obstacle.noCycles') : undefined}
      pending={cycles.isPending}
      error={cycles.error}
      retry={() => void cycles.refetch()}
      height={2 * HEIGHT}
      note={intersection.control === 'COMMANDED' ? t('measures.split.commanded') : undefined}
      save={{
        csv: () => saveText(csvOfSplits(groups, intersection, range.from), `${file}.csv`),
        png: () =>
          savePicture(
            groups.flatMap(({ group }) => refOf(group.number).current ?? []),
            [title, caption()],
            `${file}.png`,
          ),
      }}
    >
      <div className="splits">
        {groups.map((each) => (
          <GroupSplits
            key={each.group.id}
            group={each.group}
            cycles={each.cycles.cycles}
            intersection={intersection}
            range={range}
            crosshair={crosshair}
            why={why}
            chart={refOf(each.group.number)}
          />
        ))}
      </div>
    </Card>
  )
}

function GroupSplits({
  group,
  cycles,
  intersection,
  range,
  crosshair,
  why,
  chart,
}: {
  group: SignalGroup
  cycles: readonly SignalCycle[]
  intersection: Intersection
  range: Range
  crosshair: Crosshair
  why: (ending: Ending) => string
  chart: { current: EChartsType | null }
}) {
  const { t, format } = useWords()
  const { from, to } = range
  const steps = useMemo(() => programmed(intersection, group.id, from, to), [intersection, group, from, to])
  const option = useMemo(
    () => (canvas: Canvas) => drawn(cycles, steps, from, canvas, t('measures.split.unit')),
    [cycles, steps, from, t],
  )
  const index = useSyncExternalStore(crosshair.subscribe, () => {
    const at = crosshair.get()
    return at === undefined
      ? -1
      : cycles.findLastIndex((cycle) => cycle.green <= at - from && at - from < cycle.end + 180_000)
  })
  const cycle = cycles[index]
  const mean =
    cycles.length > 0 ? cycles.reduce((sum, each) => sum + splitS(each), 0) / cycles.length : undefined
  const stage = intersection.stages.find((each) => each.groups.includes(group.id))
  const reading = cycle
    ? `${format.time(from + cycle.green)}: ${t('measures.split.reading', {
        s: format.number(splitS(cycle), 1),
        why: why(cycle.ending ?? 'NONE'),
      })}`
    : ''
  const label = `${t('measures.groupN', { n: group.number })}${stage ? `, ${t('override.stage')} ${stage.id}` : ''}`
  return (
    <figure>
      <figcaption>
        <b>{t('measures.groupN', { n: group.number })}</b>{' '}
        <span>
          {reading || (mean !== undefined && t('measures.split.mean', { n: format.number(mean, 1) }))}
        </span>
      </figcaption>
      <Chart
        label={label}
        height={HEIGHT}
        range={range}
        stepMs={60_000}
        crosshair={crosshair}
        reading={reading}
        option={option}
        chart={chart}
      />
    </figure>
  )
}

function drawn(
  cycles: readonly SignalCycle[],
  steps: ReturnType<typeof programmed>,
  from: number,
  canvas: Canvas,
  unit: string,
): EChartsOption {
  const { tokens } = canvas
  const line = steps.flatMap((step) => [
    [across(step.from), step.seconds ?? null],
    [across(step.to), step.seconds ?? null],
    [across(step.to), null],
  ])
  return frame(canvas, { unit }, [
    {
      type: 'line',
      silent: true,
      z: 4,
      showSymbol: false,
      data: line,
      lineStyle: { color: tokens['--text'], width: 1.5, type: [5, 4] },
    },
    ...ENDINGS.map((ending) => ({
      type: 'scatter',
      silent: true,
      z: 3,
      symbol: LOOKS[ending].symbol,
      symbolSize: LOOKS[ending].size * (cycles.length > MANY ? 0.6 : 1),
      itemStyle: { color: tokens[LOOKS[ending].color], opacity: 0.9 },
      data: cycles
        .filter((cycle) => (cycle.ending ?? 'NONE') === ending)
        .map((cycle) => [across(from + cycle.green), splitS(cycle)]),
    })),
  ] as EChartsOption['series'])
}

function csvOfSplits(
  groups: readonly { group: SignalGroup; cycles: GroupCycles }[],
  intersection: Intersection,
  from: number,
): string {
  return csvOf(
    ['group', 'begin_of_green', 'split_s', 'green_s', 'ending', 'programmed_s'],
    groups.flatMap(({ group, cycles }) =>
      cycles.cycles.map((cycle) => [
        group.number,
        new Date(from + cycle.green).toISOString(),
        splitS(cycle),
        (cycle.amber - cycle.green) / 1000,
        cycle.ending,
        programmed(intersection, group.id, from + cycle.green, from + cycle.green + 1)[0]?.seconds,
      ]),
    ),
  )
}
