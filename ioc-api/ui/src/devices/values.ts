import type { Word } from '../i18n'
import type { Format } from '../i18n/format'

/** Endings of a key that name its unit, the longer before those they end with. */
const UNITS: readonly [string, string][] = [
  ['_ug_m3', 'µg/m³'],
  ['_mm_h', 'mm/h'],
  ['PcuPerHour', 'PCU/h'],
  ['VehPerHour', 'veh/h'],
  ['_pct', '%'],
  ['Kmh', 'km/h'],
  ['_mm', 'mm'],
  ['_c', '°C'],
  ['_m', 'm'],
  ['Ms', 'ms'],
  ['M', 'm'],
  ['S', 's'],
]

export type Measured = { name: string; value: number; unit: string }

/** A value's name and unit from its key, which carries both: `pm2_5_ug_m3`, `meanSpeedKmh`. A ratio is shown in per cent. */
export function measured(key: string, value: number, word: Word): Measured {
  const name = word('measure', key)
  if (key === 'occupancy') return { name, value: value * 100, unit: '%' }
  const found = UNITS.find(([ending]) => key.endsWith(ending))
  return { name, value, unit: found?.[1] ?? '' }
}

export function numberText(value: number, format: Format): string {
  const size = Math.abs(value)
  return format.number(value, Number.isInteger(value) || size >= 100 ? 0 : size >= 1 ? 1 : 2)
}

export function valueText(values: Readonly<Record<string, number>>, format: Format, word: Word): string {
  return Object.entries(values)
    .map(([key, value]) => {
      const shown = measured(key, value, word)
      return `${shown.name} ${numberText(shown.value, format)} ${shown.unit}`.trim()
    })
    .join(' · ')
}
