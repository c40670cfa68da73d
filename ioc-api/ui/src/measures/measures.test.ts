import { describe, expect, it } from 'vitest'
import type { GroupCycles, Intersection, SignalMeasureTable } from '../session/api'
import { diagramOf, planAt, programmed, splitS } from './cycles'
import { counted } from './pictures'
import { binMs, hoursOf, rangeOf, tickMs } from './range'
import { csvOf, mapped, seriesOf } from './tables'

/** An instant of 21 November 2026, a Saturday, by the city's clock. */
const at = (time: string) => Date.parse(`2026-11-21T${time}:00+07:00`)
const clock = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16)

describe('the range', () => {
  const now = at('14:07')
  const text = (filters: Record<string, string>) => {
    const { from, to, bin } = rangeOf(filters, now)
    return `${clock(from)} ${clock(to)} ${bin}`
  }
  it('is the last three hours, up to the end of the bin that runs', () => {
    expect(text({})).toBe('2026-11-21T11:10 2026-11-21T14:10 5m')
    expect(text({ bin: '1h' })).toBe('2026-11-21T12:00 2026-11-21T15:00 1h')
  })
  it('is a day, or hours of it, in coarser bins the longer it is', () => {
    expect(text({ day: '2026-11-20' })).toBe('2026-11-20T00:00 2026-11-21T00:00 15m')
    expect(text({ day: '2026-11-20', hours: '6-9' })).toBe('2026-11-20T06:00 2026-11-20T09:00 5m')
    expect(text({ range: '24h' })).toBe('2026-11-20T14:15 2026-11-21T14:15 15m')
  })
  it('takes what the URL has wrong as if it were not there', () => {
    expect(text({ day: 'yesterday', bin: '7m' })).toBe(text({}))
    expect([hoursOf('9-6'), hoursOf('6-99'), hoursOf(undefined)]).toEqual([
      [0, 24],
      [0, 24],
      [0, 24],
    ])
  })
  it('has marks at full hours or parts of one, as many as fit', () => {
    expect(tickMs({ from: at('00:00'), to: at('24:00') }, 12)).toBe(2 * 3_600_000)
    expect(tickMs({ from: at('06:00'), to: at('09:00') }, 12)).toBe(15 * 60_000)
  })
})

describe('a coordination diagram', () => {
  const cycle = (red: number, green: number, amber: number, end: number) => ({
    red: red * 1000,
    green: green * 1000,
    amber: amber * 1000,
    end: end * 1000,
  })
  const group = (arrivals: number[]): GroupCycles => ({
    number: 2,
    detectors: 1,
    cycles: [cycle(0, 40, 60, 63), cycle(63, 90, 110, 113), cycle(300, 340, 360, 363)],
    arrivals: arrivals.map((s) => s * 1000),
  })
  it('puts each arrival into its cycle: seconds after the begin of red', () => {
    const diagram = diagramOf(group([10, 40, 59.9, 60, 63, 100]))
    expect(diagram.arrivals.map((each) => `${each.inCycleS} ${each.onGreen}`)).toEqual([
      '10 false',
      '40 true',
      '59.9 true',
      '60 false',
      '0 false',
      '37 true',
    ])
    expect(diagram.onGreen).toBe(3)
    expect(diagram.longestS).toBe(63)
  })
  it('counts who came in no whole cycle, and draws nobody there', () => {
    const diagram = diagramOf(group([-5, 120, 299, 350, 400]))
    expect(diagram.outside).toBe(4)
    expect(diagram.arrivals.map((each) => each.inCycleS)).toEqual([50])
  })
  it('has splits to the end of red clearance, or of amber where the log does not say', () => {
    expect(splitS({ ...cycle(0, 40, 60, 63), cleared: 65_000 })).toBe(25)
    expect(splitS(cycle(0, 40, 60, 63))).toBe(23)
  })
})

describe('the programmed split', () => {
  const plan = (id: string, a: number, b: number, kind = 'FIXED_TIME') => ({
    id,
    kind,
    name: { vi: id, en: id },
    cycleS: a + b,
    offsetS: 0,
    splits: [
      { stage: 'A', lengthS: a, gapS: 2 },
      { stage: 'B', lengthS: b, gapS: 2 },
    ],
  })
  const place = {
    stages: [
      { id: 'A', groups: ['g2', 'g6'] },
      { id: 'B', groups: ['g4', 'g6'] },
    ],
    plans: [plan('day', 50, 40), plan('night', 41, 39), plan('flash', 41, 39, 'NIGHT_FLASH')],
    schedule: [
      { days: ['FRIDAY'], from: '21:00', plan: 'night' },
      { days: ['SATURDAY', 'SUNDAY'], from: '07:00', plan: 'day' },
      { days: ['SATURDAY'], from: '21:30', plan: 'night' },
      { days: ['SATURDAY'], from: '23:30', plan: 'flash' },
    ],
  } as unknown as Intersection
  it('follows the week’s table; the evening’s plan goes on after midnight', () => {
    expect(planAt(place, at('06:59'))?.id).toBe('night')
    expect(planAt(place, at('07:00'))?.id).toBe('day')
    expect(planAt(place, at('22:00'))?.id).toBe('night')
  })
  it('adds the stages that release a group, one step for each plan, none while it flashes', () => {
    const steps = (group: string) =>
      programmed(place, group, at('06:30'), at('24:00')).map(
        (each) => `${clock(each.from).slice(11)}-${clock(each.to).slice(11)} ${each.seconds}`,
      )
    expect(steps('g2')).toEqual([
      '06:30-07:00 41',
      '07:00-21:30 50',
      '21:30-23:30 41',
      '23:30-00:00 undefined',
    ])
    expect(steps('g6')[1]).toBe('07:00-21:30 90')
  })
})

describe('tables of measures', () => {
  const range = { from: at('07:00'), to: at('08:00'), bin: '15m' as const }
  const row = (time: string, phase: number, value: number) => [
    new Date(at(time)).toISOString(),
    'vt-01',
    phase,
    value,
  ]
  const table = {
    columns: ['TimeStamp', 'DeviceId', 'Phase', 'Total'],
    rows: [
      row('07:00', 10, 3),
      row('07:30', 10, 5),
      row('07:30', 2, 1),
      row('07:30', 2, 4),
      row('09:00', 2, 9),
    ],
  } as SignalMeasureTable
  const data = seriesOf(table, range, 'Total', (cell) => String(cell('Phase')))
  it('become one series a group, with gaps where there is no row', () => {
    expect(data.starts.map((start) => clock(start).slice(11))).toEqual(['07:00', '07:15', '07:30', '07:45'])
    expect(data.series).toEqual([
      { key: '2', values: [undefined, undefined, 5, undefined] },
      { key: '10', values: [3, undefined, 5, undefined] },
    ])
  })
  it('have zero where the log is whole and nothing was counted, not where it is missing', () => {
    const whole = new Set([at('07:00'), at('07:15')])
    expect(counted(data, whole).series[0]?.values).toEqual([0, 0, 5, undefined])
  })
  it('keep gaps when values are changed', () => {
    const perHour = mapped(data, (count) => (count * 3_600_000) / binMs('15m'))
    expect(perHour.series[1]?.values).toEqual([12, undefined, 20, undefined])
  })
  it('are written as CSV, with quotes where a cell needs them', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          [1, 'x, "y"'],
          [undefined, true],
        ],
      ),
    ).toBe('a,b\r\n1,"x, ""y"""\r\n,true')
  })
})
