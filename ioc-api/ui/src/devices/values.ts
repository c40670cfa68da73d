import type { Format } from '../i18n/format'

/** Endings of a key that name its unit, longest first. */
const UNITS: readonly [string, string][] = [
  ['_ug_m3', 'µg/m³'],
  ['_mm_h', 'mm/h'],
  ['_per_hour', '/h'],
  ['PcuPerHour', 'PCU/h'],
  ['VehPerHour', 'veh/h'],
  ['PerHour', '/h'],
  ['_celsius', '°C'],
  ['_degC', '°C'],
  ['_percent', '%'],
  ['_ppb', 'ppb'],
  ['_ppm', 'ppm'],
  ['_kmh', 'km/h'],
  ['Kmh', 'km/h'],
  ['_mm', 'mm'],
  ['_cm', 'cm'],
  ['_db', 'dB'],
  ['_c', '°C'],
  ['_m', 'm'],
  ['_s', 's'],
  ['Ms', 'ms'],
  ['M', 'm'],
  ['S', 's'],
]

export type Measured = { name: string; unit: string; value: number }

/** A value's name and unit from its key, which carries both: `pm2_5_ug_m3`, `meanSpeedKmh`. */
export function measured(key: string, value: number): Measured {
  for (const [ending, unit] of UNITS) {
    if (!key.endsWith(ending) || key.length === ending.length) continue
    if (!ending.startsWith('_') && !/[a-z0-9]$/.test(key.slice(0, -ending.length))) continue
    return { name: nameOf(key.slice(0, -ending.length)), unit, value }
  }
  if (/occupancy/i.test(key)) return { name: nameOf(key), unit: '%', value: value * 100 }
  return { name: nameOf(key), unit: '', value }
}

function nameOf(key: string): string {
  if (/^pm\d/.test(key)) return key.replace(/^pm(\d+)_(\d+)$/, 'PM$1.$2').replace(/^pm(\d+)$/, 'PM$1')
  return key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
}

export function numberText(value: number, format: Format): string {
  return format.number(
    value,
    Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 2,
  )
}

export function valueText(values: Readonly<Record<string, number>>, format: Format): string {
  return Object.entries(values)
    .map(([key, value]) => {
      const { name, unit, value: shown } = measured(key, value)
      return `${name} ${numberText(shown, format)}${unit ? ` ${unit}` : ''}`
    })
    .join(' · ')
}
