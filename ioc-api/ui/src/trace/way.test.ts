import { describe, expect, it } from 'vitest'
import type { VehicleSighting } from '../session/api'
import { frameOf, marksOf, wayOf } from './way'

const seen = (camera: string, at: string): VehicleSighting => ({
  at: `2026-11-28T${at}Z`,
  camera,
  motion: 'AWAY',
  confidence: 0.97,
  autoAccept: true,
  reads: 3,
})

describe('the way of a vehicle', () => {
  it('is told oldest first, repeated sightings at a camera as one stop', () => {
    const way = wayOf([seen('b', '03:10:00'), seen('a', '03:01:00'), seen('a', '03:00:00')])
    expect(way.map((stop) => [stop.sightings[0]?.camera, stop.sightings.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
  })
  it('says where nothing was seen for half an hour', () => {
    const way = wayOf([seen('a', '04:00:00'), seen('a', '03:00:00')])
    expect(way.map((stop) => stop.gapMs)).toEqual([undefined, 3_600_000])
  })
  it('of nothing is nothing', () => {
    expect(wayOf([])).toEqual([])
  })
})

describe('the marks on the map', () => {
  it('have all numbers of a place that was passed again, and none where the camera is gone', () => {
    const at = (camera: string, time: string, lon?: number): VehicleSighting => ({
      ...seen(camera, time),
      place: lon === undefined ? undefined : { lon, lat: 9.78 },
    })
    const way = wayOf([at('a', '03:20:00', 105.4), at('gone', '03:15:00'), at('a', '03:00:00', 105.4)])
    expect(marksOf(way).map((mark) => mark.label)).toEqual(['1·3'])
  })
})

describe('the frame of the map', () => {
  it('holds all places, north up, at one scale', () => {
    const places = [
      { lon: 105.4, lat: 9.7 },
      { lon: 105.5, lat: 9.8 },
    ]
    const frame = frameOf(places, 100, 100, 10)
    expect(frame?.y(9.8)).toBeCloseTo(10)
    expect(frame?.y(9.7)).toBeCloseTo(90)
    const width = (frame?.x(105.5) ?? 0) - (frame?.x(105.4) ?? 0)
    expect(width).toBeCloseTo(80 * Math.cos((9.75 * Math.PI) / 180))
  })
  it('of nothing is none', () => {
    expect(frameOf([], 100, 100, 10)).toBeUndefined()
  })
})
