import type { Device, Intersection, SignalMeasureTable } from '../session/api'
import { type Bin, binMs } from './range'

/** A value of a bin for a group, channel or the like; undefined where there is none: a gap. */
export type Series = { key: string; values: readonly (number | undefined)[] }
export type Binned = { starts: readonly number[]; series: readonly Series[] }

/** Starts of all bins of a range, whether measured or not. */
export function binStarts(range: { from: number; to: number; bin: Bin }): number[] {
  const starts: number[] = []
  for (let at = range.from; at < range.to; at += binMs(range.bin)) starts.push(at)
  return starts
}

type Row = SignalMeasureTable['rows'][number]

/** Rows as one series for each value of the key's columns. Rows of one bin and key are added up. */
export function seriesOf(
  table: SignalMeasureTable,
  range: { from: number; to: number; bin: Bin },
  value: string,
  keyOf: (cell: (column: string) => string | number | undefined) => string | undefined,
): Binned {
  const starts = binStarts(range)
  const length = binMs(range.bin)
  const series = new Map<string, (number | undefined)[]>()
  for (const row of table.rows) {
    const cell = cells(table.columns, row)
    const key = keyOf(cell)
    const number = Number(cell(value))
    const index = Math.floor((Date.parse(String(cell('TimeStamp'))) - range.from) / length)
    if (key === undefined || Number.isNaN(number) || index < 0 || index >= starts.length) continue
    let values = series.get(key)
    if (!values) {
      values = new Array<number | undefined>(starts.length).fill(undefined)
      series.set(key, values)
    }
    values[index] = (values[index] ?? 0) + number
  }
  return {
    starts,
    series: [...series]
      .map(([key, values]) => ({ key, values }))
      .sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true })),
  }
}

export function cells(columns: readonly string[], row: Row): (column: string) => string | number | undefined {
  return (column) => row[columns.indexOf(column)]
}

export function mapped(data: Binned, value: (number: number) => number): Binned {
  return {
    starts: data.starts,
    series: data.series.map((each) => ({
      key: each.key,
      values: each.values.map((number) => (number === undefined ? undefined : value(number))),
    })),
  }
}

/** The groups whose arrivals a channel counts. */
export function groupsOfChannels(
  intersection: Intersection,
  devices: readonly Device[],
  kind: Device['kind'],
): ReadonlyMap<number, number> {
  const groups = new Map<number, number>()
  for (const device of devices) {
    if (device.kind !== kind || device.channel === undefined) continue
    const group = intersection.groups.find((each) =>
      device.group
        ? each.id === device.group
        : each.movements.some((movement) => movement.approach === device.approach),
    )
    if (group) groups.set(device.channel, group.number)
  }
  return groups
}

/** A table as comma-separated text, times in ISO. */
export function csvOf(columns: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const quoted = (cell: unknown) => {
    const text = cell === undefined || cell === null ? '' : String(cell)
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')
}
