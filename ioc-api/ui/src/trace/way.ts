import type { VehicleSighting } from '../session/api'

/** Sightings at one camera that follow each other, and how long nothing was seen before. */
export type Stop = { sightings: readonly VehicleSighting[]; gapMs: number | undefined }

/** So long a vehicle may be between two cameras without anything to say of it. */
export const GAP_MS = 30 * 60_000

/** The way of a vehicle, oldest first; those at the same camera within a gap are one stop. */
export function wayOf(newestFirst: readonly VehicleSighting[]): Stop[] {
  const stops: { sightings: VehicleSighting[]; gapMs: number | undefined }[] = []
  let before: VehicleSighting | undefined
  for (const each of [...newestFirst].reverse()) {
    const sinceMs = before ? Date.parse(each.at) - Date.parse(before.at) : undefined
    const last = stops.at(-1)
    if (last && before?.camera === each.camera && sinceMs !== undefined && sinceMs < GAP_MS)
      last.sightings.push(each)
    else
      stops.push({
        sightings: [each],
        gapMs: sinceMs !== undefined && sinceMs >= GAP_MS ? sinceMs : undefined,
      })
    before = each
  }
  return stops
}

/** What stands at an intersection of the map: the numbers of the stops there, for it has several cameras and a vehicle comes by again. */
export type Mark = { place: LonLat; label: string }

export function marksOf(stops: readonly Stop[]): Mark[] {
  const marks = new Map<string, Mark>()
  stops.forEach((stop, index) => {
    const [first] = stop.sightings
    if (!first?.place) return
    const { place } = first
    const key = first.site ?? first.camera
    const before = marks.get(key)
    marks.set(key, { place, label: before ? `${before.label}·${index + 1}` : `${index + 1}` })
  })
  return [...marks.values()]
}

export type LonLat = { lon: number; lat: number }
export type Frame = { x: (lon: number) => number; y: (lat: number) => number; width: number; height: number }

/** Puts places into a frame of so many units, north up, one scale for both directions. */
export function frameOf(
  places: readonly LonLat[],
  width: number,
  height: number,
  margin: number,
): Frame | undefined {
  if (places.length === 0) return undefined
  const lons = places.map((each) => each.lon)
  const lats = places.map((each) => each.lat)
  const [west, east] = [Math.min(...lons), Math.max(...lons)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * narrow, 1e-6),
    (height - 2 * margin) / Math.max(north - south, 1e-6),
  )
  const middle = { lon: (west + east) / 2, lat: (south + north) / 2 }
  return {
    x: (lon) => width / 2 + (lon - middle.lon) * narrow * scale,
    y: (lat) => height / 2 - (lat - middle.lat) * scale,
    width,
    height,
  }
}
