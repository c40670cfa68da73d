import type { EChartsOption } from 'echarts'
import type { TokenName } from '../design/tokens'
import type { Words } from '../i18n'
import type { Device, Intersection, SignalGroup, SignalMeasureTable } from '../session/api'
import { bars, type Canvas, type Fill, frame, steps } from './draw'
import type { Item } from './marks'
import { binMs, type Range } from './range'
import { type Binned, binStarts, type Series, seriesOf } from './tables'

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

export type Drawn = (table: SignalMeasureTable, setting: Setting) => View

type Cell = (column: string) => string | number | undefined

export const phase = (cell: Cell) => String(cell('Phase'))

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
export function lines(
  data: Binned,
  setting: Setting,
  unit: Unit,
  also: (bin: number) => Item[] = () => [],
): View {
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

export function stacked(
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

/** What rows of one kind count of the chosen group. */
export function countsOfGroup(
  table: SignalMeasureTable,
  setting: Setting,
  column: string,
  isOfKind: (cell: Cell) => boolean,
): readonly (number | undefined)[] {
  const rows = seriesOf(table, setting.range, column, (cell) => (isOfKind(cell) ? phase(cell) : undefined))
  return ofGroup(counted(rows, setting.whole), setting)
}

export const ofGroup = (data: Binned, setting: Setting): readonly (number | undefined)[] =>
  data.series.find((each) => each.key === String(setting.group.number))?.values ??
  data.starts.map((start) => (setting.whole.has(start) ? 0 : undefined))

export const sum = (data: Binned): readonly (number | undefined)[] =>
  data.starts.map((_, index) => total(data.series.map((each) => each.values[index])))

export const percent = (words: Words) => (value: number) => `${words.format.number(value * 100)} %`
export const seconds = (words: Words): Unit => ({
  axis: { unit: words.t('units.s') },
  text: (value) => `${words.format.number(value, 1)} ${words.t('units.s')}`,
})
