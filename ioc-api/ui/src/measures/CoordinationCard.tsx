import type { CustomSeriesRenderItemReturn, EChartsOption } from 'echarts'
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react'
import { useWords } from '../i18n'
import type { Intersection, SignalGroup } from '../session/api'
import { Card } from './Card'
import { Chart } from './Chart'
import type { Crosshair } from './crosshair'
import { type Diagram, diagramOf } from './cycles'
import { across, type Canvas, frame, type RenderApi } from './draw'
import type { EChartsType } from './echarts'
import { savePicture, saveText } from './exports'
import type { Item } from './marks'
import { useCaption } from './needs'
import { useCycles } from './queries'
import type { Range } from './range'
import { csvOf } from './tables'

const HEIGHT = 320

/** Purdue coordination diagram: when in the cycle vehicles arrive, cycle by cycle, with the begins of green, amber and red. */
export function CoordinationCard({
  intersection,
  group,
  range,
  crosshair,
}: {
  intersection: Intersection
  group: SignalGroup
  range: Range
  crosshair: Crosshair
}) {
  const { t, format } = useWords()
  const chart = useRef<EChartsType>(null)
  const cycles = useCycles(intersection.id, range, group.number, true)
  const found = cycles.data?.groups.find((each) => each.number === group.number)
  const diagram = useMemo(() => found && diagramOf(found), [found])
  const from = range.from
  const index = useSyncExternalStore(crosshair.subscribe, () => {
    const at = crosshair.get()
    if (at === undefined || !diagram) return -1
    return diagram.cycles.findIndex((cycle) => at - from >= cycle.red && at - from < cycle.end)
  })
  const caption = useCaption(intersection, range)
  const option = useCallback(
    (canvas: Canvas) => (diagram ? drawn(diagram, from, canvas, t('measures.pcd.unit')) : {}),
    [diagram, from, t],
  )

  const cycle = diagram?.cycles[index]
  let reading = ''
  if (cycle && diagram) {
    const here = diagram.arrivals.filter((each) => each.at >= cycle.red && each.at < cycle.end)
    reading = `${format.time(from + cycle.red)}: ${t('measures.pcd.reading', {
      cycle: format.number((cycle.end - cycle.red) / 1000, 1),
      red: format.number((cycle.green - cycle.red) / 1000, 1),
      green: format.number((cycle.amber - cycle.green) / 1000, 1),
      n: here.length,
      onGreen: here.filter((each) => each.onGreen).length,
    })}`
  }
  const marks: Item[] = [
    { key: 'a', mark: 'dot', color: '--text', label: t('measures.pcd.arrival') },
    { key: 'g', mark: 'thick', color: '--lamp-green', label: t('measures.pcd.green') },
    { key: 'y', mark: 'thick', color: '--lamp-amber', label: t('measures.pcd.amber') },
    { key: 'r', mark: 'thick', color: '--lamp-red', label: t('measures.pcd.red') },
  ]
  const legend: Item[] = reading ? [{ key: 'now', mark: 'none', color: '--text', label: reading }] : marks
  const arrivals = diagram?.arrivals.length ?? 0
  const title = t('measures.pcd.title')
  const file = `${intersection.id}-coordination-${group.number}-${format.fileTime(from)}`
  return (
    <Card
      wide
      title={`${title}, ${t('measures.groupN', { n: group.number }).toLowerCase()}`}
      about={t('measures.pcd.what')}
      needs={t('measures.needs', { what: t('measures.function.ADVANCE'), n: found?.detectors ?? 0 })}
      legend={legend}
      figure={
        arrivals > 0 &&
        diagram && (
          <p className="card-figure" data-testid="pcd-figure">
            <b>{format.number((100 * diagram.onGreen) / arrivals)} %</b> {t('measures.pcd.onGreen')}
            <small>
              {' · '}
              {t('measures.pcd.vehicles', { n: format.number(arrivals) })}
              {' · '}
              {t('measures.pcd.cycles', { n: format.number(diagram.cycles.length) })}
              {diagram.outside > 0 &&
                ` · ${t('measures.pcd.outside', { n: format.number(diagram.outside) })}`}
            </small>
          </p>
        )
      }
      obstacle={diagram && diagram.cycles.length === 0 ? t('measures.obstacle.noCycles') : undefined}
      pending={cycles.isPending}
      error={cycles.error}
      retry={() => void cycles.refetch()}
      height={HEIGHT}
      note={found && found.detectors === 0 ? t('measures.pcd.noDetectors') : undefined}
      save={{
        csv: () => diagram && saveText(csvOfDiagram(diagram, from), `${file}.csv`),
        png: () => chart.current && savePicture([chart.current], [title, caption(group)], `${file}.png`),
      }}
    >
      {diagram && (
        <Chart
          label={title}
          height={HEIGHT}
          range={range}
          stepMs={60_000}
          crosshair={crosshair}
          reading={reading}
          option={option}
          chart={chart}
        />
      )}
    </Card>
  )
}

function csvOfDiagram(diagram: Diagram, from: number): string {
  const iso = (ms: number) => new Date(from + ms).toISOString()
  return csvOf(
    ['arrival', 'cycle_begin_of_red', 'seconds_in_cycle', 'green_at_s', 'amber_at_s', 'cycle_s', 'on_green'],
    diagram.arrivals.map((each) => {
      const cycle = diagram.cycles.find((one) => each.at >= one.red && each.at < one.end)
      const after = (ms: number | undefined) => ((ms ?? 0) - (cycle?.red ?? 0)) / 1000
      return [
        iso(each.at),
        iso(cycle?.red ?? 0),
        each.inCycleS,
        after(cycle?.green),
        after(cycle?.amber),
        after(cycle?.end),
        each.onGreen,
      ]
    }),
  )
}

type Rect = [x: number, y: number, width: number, height: number]
type CustomElementOption = Extract<CustomSeriesRenderItemReturn, { type?: 'group' }>['children'][number]

/** Bands and bounds of all cycles in one series, arrivals in another. */
function drawn(diagram: Diagram, from: number, canvas: Canvas, unit: string): EChartsOption {
  const { tokens } = canvas
  const many = diagram.arrivals.length > 4_000
  const renderItem = (_: unknown, api: RenderApi): CustomSeriesRenderItemReturn => {
    const [bands, greens, ambers, reds]: Rect[][] = [[], [], [], []]
    for (const cycle of diagram.cycles) {
      const at = (ms: number) => api.coord([across(from + cycle.red), (ms - cycle.red) / 1000])
      const [x = 0, green = 0] = at(cycle.green)
      const [, amber = 0] = at(cycle.amber)
      const [, end = 0] = at(cycle.end)
      const width = Math.max(1, (api.coord([across(from + cycle.end), 0])[0] ?? x) - x)
      bands?.push([x, amber, width, Math.max(0, green - amber)])
      greens?.push([x, green - 0.75, width, 1.5])
      ambers?.push([x, amber - 0.75, width, 1.5])
      reds?.push([x, end - 0.75, width, 1.5])
    }
    const drawn = (rects: Rect[] | undefined, fill: string, opacity = 1) =>
      ({ type: 'rects', shape: { rects }, style: { fill, opacity } }) as unknown as CustomElementOption
    return {
      type: 'group',
      children: [
        drawn(bands, tokens['--lamp-green'], 0.14),
        drawn(greens, tokens['--lamp-green']),
        drawn(ambers, tokens['--lamp-amber']),
        drawn(reds, tokens['--lamp-red']),
      ],
    } as CustomSeriesRenderItemReturn
  }
  return frame(canvas, { unit, max: Math.ceil(diagram.longestS / 30) * 30, interval: 30 }, [
    { type: 'custom', silent: true, z: 2, data: [[across(from), 0]], renderItem },
    {
      type: 'scatter',
      silent: true,
      z: 3,
      large: true,
      largeThreshold: 1_000,
      progressive: 0,
      symbol: 'circle',
      symbolSize: many ? 1.8 : 3,
      itemStyle: { color: tokens['--text'], opacity: many ? 0.6 : 0.85 },
      data: diagram.arrivals.map((each) => [across(from + each.at), each.inCycleS]),
    },
  ] as EChartsOption['series'])
}
