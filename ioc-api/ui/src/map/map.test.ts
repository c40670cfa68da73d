import { describe, expect, it } from 'vitest'
import type { Network } from '../session/api'
import {
  beforeEnd,
  boundsOf,
  cluster,
  type LonLat,
  metresPerLon,
  moved,
  offsetLine,
  pixelsPerMetre,
} from './geometry'
import { laneMarks, ribbons } from './network'
import { hitAt } from './overlay'

const HERE: LonLat = [105.47, 9.784]
const east = (m: number): LonLat => moved(HERE, 90, m)
const metresEast = (from: LonLat, to: LonLat) => (to[0] - from[0]) * metresPerLon(from[1])
const metresNorth = (from: LonLat, to: LonLat) => (to[1] - from[1]) * 111_195

describe('lines on the ground', () => {
  it('are moved to the right of the way they go', () => {
    const [a, b] = offsetLine([HERE, east(100)], 4)
    if (!a || !b) throw new Error('two points')
    expect(metresNorth(HERE, a)).toBeCloseTo(-4, 2)
    expect(metresNorth(HERE, b)).toBeCloseTo(-4, 2)
    expect(metresEast(HERE, a)).toBeCloseTo(0, 2)
  })
  it('keep their distance round a corner', () => {
    const corner = east(100)
    const [, joint] = offsetLine([HERE, corner, moved(corner, 0, 100)], 4)
    if (!joint) throw new Error('three points')
    expect(metresEast(corner, joint)).toBeCloseTo(4, 1)
    expect(metresNorth(corner, joint)).toBeCloseTo(-4, 1)
  })
  it('have their stop line before the end, along the way', () => {
    const { at, bearingDeg } = beforeEnd([HERE, east(50), east(60)], 20)
    expect(metresEast(HERE, at)).toBeCloseTo(40, 1)
    expect(bearingDeg).toBeCloseTo(90, 1)
  })
  it('fit in bounds', () => {
    expect(
      boundsOf([
        [2, 3],
        [1, 5],
      ]),
    ).toEqual([
      [1, 3],
      [2, 5],
    ])
    expect(boundsOf([])).toBeUndefined()
  })
  it('are about 0.85 px per metre at zoom 16', () => {
    expect(pixelsPerMetre(16, 9.784)).toBeCloseTo(0.85, 2)
  })
})

describe('marks that lie on each other', () => {
  it('become one', () => {
    const groups = cluster(
      [
        { x: 0, y: 0, item: 'a' },
        { x: 10, y: 0, item: 'b' },
        { x: 90, y: 0, item: 'c' },
      ],
      20,
    )
    expect(groups.map((group) => group.items)).toEqual([['a', 'b'], ['c']])
    expect(groups[0]?.x).toBe(5)
  })
  it('are hit by the nearest; a small device wins over the intersection under it', () => {
    const hits = [
      { kind: 'intersection', id: 'x', x: 0, y: 0, reach: 22 } as const,
      { kind: 'device', id: 'd', x: 8, y: 0, reach: 9 } as const,
    ]
    expect(hitAt(hits, 6, 0)).toMatchObject({ id: 'd' })
    expect(hitAt(hits, -3, 0)).toMatchObject({ id: 'x' })
    expect(hitAt(hits, 60, 0)).toBeUndefined()
  })
})

describe('the network as lines', () => {
  const lane = (number: number) => ({ number, widthM: 3, motorcyclesOnly: false, turns: [] })
  const point = (at: LonLat) => ({ lon: at[0], lat: at[1] })
  const link = (from: string, to: string, line: LonLat[]) => ({
    id: `${from}_${to}`,
    from,
    to,
    street: { vi: 'Đường', en: 'Street' },
    speedLimitKmh: 50,
    lengthM: 100,
    lanes: [lane(1), lane(2)],
    line: line.map(point),
  })
  const network: Network = {
    nodes: [],
    links: [link('a', 'b', [HERE, east(100)]), link('b', 'a', [east(100), HERE])],
  }
  it('keeps the two directions of a street apart', () => {
    const [there, back] = ribbons(network).features.map(
      (feature) => feature.geometry.coordinates[0] as LonLat,
    )
    if (!there || !back) throw new Error('two ribbons')
    expect(metresNorth(HERE, there)).toBeCloseTo(-3, 1)
    expect(metresNorth(HERE, back)).toBeCloseTo(3, 1)
  })
  it('has one centre line per street and one line between two lanes', () => {
    const kinds = laneMarks(network).features.map((feature) => feature.properties?.kind)
    expect(kinds.sort()).toEqual(['centre', 'lane', 'lane'])
  })
})
