import { useMemo, useRef } from 'react'
import { useWords } from '../i18n'
import type { Device, Intersection, SignalGroup, SignalMeasure } from '../session/api'
import { Card, useNear } from './Card'
import { Chart } from './Chart'
import { type Crosshair, useMoment } from './crosshair'
import type { EChartsType } from './echarts'
import { savePicture, saveText } from './exports'
import { readingOf, useCaption, useNeeds, useObstacle } from './needs'
import { useMeasure } from './queries'
import { binMs, type Range } from './range'
import { csvOf } from './tables'
import { type MeasureName, VIEWS } from './views'

const HEIGHT = 168

type Props = {
  name: MeasureName
  described: SignalMeasure | undefined
  intersection: Intersection
  devices: readonly Device[]
  group: SignalGroup
  range: Range
  incomplete: boolean
  /** Whether the diagram that everybody looks at first is there. */
  ready: boolean
  whole: ReadonlySet<number>
  crosshair: Crosshair
}

/** One of the API's measures by bins. */
export function MeasureCard(props: Props) {
  const { name, described, intersection, devices, group, range, incomplete, ready, whole, crosshair } = props
  const words = useWords()
  const place = useRef<HTMLElement>(null)
  const chart = useRef<EChartsType>(null)
  const near = useNear(place)
  // What cannot be taken here is not asked for.
  const known = described?.obstacle
  const table = useMeasure(intersection.id, name, range, incomplete, near && ready && !known)
  const bin = useMoment(crosshair, range.from, binMs(range.bin))
  const needs = useNeeds(devices)(name, described)
  const obstacleText = useObstacle()
  const caption = useCaption(intersection, range)
  const view = useMemo(
    () => table.data && VIEWS[name](table.data, { range, intersection, devices, group, whole, words }),
    [table.data, name, range, intersection, devices, group, whole, words],
  )
  const legend = view?.legend(bin) ?? []
  const title = words.t(`measures.name.${name}`)
  const code = known ?? table.data?.obstacle
  const file = `${intersection.id}-${name}-${words.format.fileTime(range.from)}`
  return (
    <Card
      place={place}
      title={title}
      about={words.t(`measures.about.${name}`)}
      needs={needs}
      legend={legend}
      obstacle={code && obstacleText(name, code, described)}
      pending={table.isPending && !known}
      error={table.error}
      retry={() => void table.refetch()}
      height={HEIGHT}
      save={{
        csv: () => table.data && saveText(csvOf(table.data.columns, table.data.rows), `${file}.csv`),
        png: () => chart.current && savePicture([chart.current], [title, caption(group)], `${file}.png`),
      }}
    >
      {view && (
        <Chart
          label={title}
          height={HEIGHT}
          range={range}
          stepMs={binMs(range.bin)}
          crosshair={crosshair}
          reading={bin === undefined ? '' : readingOf(words.format.shortTime(bin), legend)}
          option={view.option}
          chart={chart}
        />
      )}
    </Card>
  )
}
