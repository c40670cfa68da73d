import { describe, expect, it } from 'vitest'
import { measured, valueText } from '../devices/values'
import { en } from './en'
import { ageParts, formatOf } from './format'
import { wordIn } from './index'
import { vi } from './vi'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, path = ''): Map<string, string> {
  const all = new Map<string, string>()
  for (const [key, value] of Object.entries(tree))
    if (typeof value === 'string') all.set(path + key, value)
    else for (const [inner, text] of flat(value, `${path}${key}.`)) all.set(inner, text)
  return all
}

const gaps = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

describe('the dictionaries', () => {
  const vietnamese = flat(vi)
  const english = flat(en)
  it('have the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...vietnamese.keys()].sort())
  })
  it('have the same gaps to fill, and no empty text', () => {
    for (const [key, text] of vietnamese) {
      expect(gaps(english.get(key) ?? ''), key).toEqual(gaps(text))
      expect(text.trim(), key).not.toBe('')
    }
  })
  it('make a code that they do not have readable', () => {
    expect(wordIn('vi', 'why', 'BUS_PRIORITY')).toBe('Bus priority')
    expect(wordIn('en', 'why', undefined)).toBe('Unknown')
  })
})

describe('numbers and times', () => {
  const at = Date.parse('2026-11-21T07:05:09Z')
  it('are written the Vietnamese way, in the city’s zone', () => {
    const format = formatOf('vi')
    expect(format.number(1234.5, 1)).toBe('1.234,5')
    expect(format.time(at)).toBe('14:05:09')
    expect(format.date(at)).toBe('21/11/2026')
  })
  it('carry the date where it is another day', () => {
    expect(formatOf('en').moment(at, at + 60_000)).toBe('14:05:09')
    expect(formatOf('en').moment(at, at + 86_400_000)).toBe('21/11/2026 14:05:09')
  })
  it('give ages in a unit that can be read', () => {
    expect(
      [3_000, 99_000, 150_000, 7_200_000, 400_000_000].map((ms) => Object.values(ageParts(ms)).join(' ')),
    ).toEqual(['s 3', 's 99', 'min 2', 'h 2', 'd 4'])
  })
})

describe('measured values', () => {
  const word = (group: Parameters<typeof wordIn>[1], code: string | undefined) => wordIn('en', group, code)
  it('take name and unit from their key', () => {
    expect(measured('pm2_5_ug_m3', 31, word)).toEqual({ name: 'PM2.5', value: 31, unit: 'µg/m³' })
    expect(measured('rain_1h_mm', 4, word)).toMatchObject({ unit: 'mm' })
    expect(measured('water_level_m', 1.2, word)).toMatchObject({ unit: 'm' })
    expect(measured('humidity_pct', 80, word)).toMatchObject({ unit: '%' })
  })
  it('show a ratio in per cent', () => {
    expect(valueText({ occupancy: 0.125, meanSpeedKmh: 27.44 }, formatOf('en'), word)).toBe(
      'occupancy 12.5 % · speed 27.4 km/h',
    )
  })
})
