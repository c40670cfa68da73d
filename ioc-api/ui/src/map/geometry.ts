/** Plane geometry on small patches of the earth: degrees in, metres aside. */

export type LonLat = [number, number]
const METRES_PER_DEGREE = 111_195

export function metresPerLon(lat: number): number {
  return METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
}

/** Pixels per metre at a zoom level (512-px tiles). */
export function pixelsPerMetre(zoom: number, lat: number): number {
  return (512 * 2 ** zoom) / (40_075_016.686 * Math.cos((lat * Math.PI) / 180))
}

/** A line moved to its right by so many metres (to the left when negative), joints mitred. */
export function offsetLine(line: readonly LonLat[], rightM: number): LonLat[] {
  const lat = line[0]?.[1] ?? 0
  const kx = metresPerLon(lat)
  const points = line.map(([lon, la]) => [lon * kx, la * METRES_PER_DEGREE] as const)
  return points.map((point, index) => {
    const before = points[index - 1]
    const after = points[index + 1]
    const a = before ? normal(before, point) : undefined
    const b = after ? normal(point, after) : undefined
    const n = a && b ? mitre(a, b) : (a ?? b ?? ([0, 0] as const))
    return [(point[0] + n[0] * rightM) / kx, (point[1] + n[1] * rightM) / METRES_PER_DEGREE]
  })
}

type Plane = readonly [number, number]

/** Unit normal to the right of the direction of travel. */
function normal(from: Plane, to: Plane): Plane {
  const dx = to[0] - from[0]
  const dy = to[1] - from[1]
  const length = Math.hypot(dx, dy)
  return length === 0 ? [0, 0] : [dy / length, -dx / length]
}

function mitre(a: Plane, b: Plane): Plane {
  const x = a[0] + b[0]
  const y = a[1] + b[1]
  const dot = 1 + a[0] * b[0] + a[1] * b[1]
  // A hairpin would throw the joint far away.
  return dot < 0.3 ? b : [x / dot, y / dot]
}

/** The point so many metres before the end of a line, and the compass direction of travel there. */
export function beforeEnd(line: readonly LonLat[], metres: number): { at: LonLat; bearingDeg: number } {
  const lat = line[0]?.[1] ?? 0
  const kx = metresPerLon(lat)
  let left = metres
  for (let i = line.length - 1; i > 0; i--) {
    const from = line[i - 1]
    const to = line[i]
    if (!from || !to) break
    const dx = (to[0] - from[0]) * kx
    const dy = (to[1] - from[1]) * METRES_PER_DEGREE
    const length = Math.hypot(dx, dy)
    if (length >= left || i === 1) {
      const share = length === 0 ? 0 : Math.min(1, left / length)
      return {
        at: [to[0] - (to[0] - from[0]) * share, to[1] - (to[1] - from[1]) * share],
        bearingDeg: ((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360,
      }
    }
    left -= length
  }
  return { at: line.at(-1) ?? [0, 0], bearingDeg: 0 }
}

/** A position moved by metres along a compass direction. */
export function moved(at: LonLat, bearingDeg: number, metres: number): LonLat {
  const angle = (bearingDeg * Math.PI) / 180
  return [
    at[0] + (Math.sin(angle) * metres) / metresPerLon(at[1]),
    at[1] + (Math.cos(angle) * metres) / METRES_PER_DEGREE,
  ]
}

export type Bounds = [LonLat, LonLat]

export function boundsOf(points: Iterable<LonLat>): Bounds | undefined {
  let west = Number.POSITIVE_INFINITY
  let south = Number.POSITIVE_INFINITY
  let east = Number.NEGATIVE_INFINITY
  let north = Number.NEGATIVE_INFINITY
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west <= east
    ? [
        [west, south],
        [east, north],
      ]
    : undefined
}

/** Marks that would lie on each other, as groups: greedy, in the order given. */
export function cluster<T>(
  marks: readonly { x: number; y: number; item: T }[],
  reachPx: number,
): { x: number; y: number; items: T[] }[] {
  const clusters: { x: number; y: number; items: T[] }[] = []
  for (const mark of marks) {
    const near = clusters.find((each) => Math.hypot(each.x - mark.x, each.y - mark.y) < reachPx)
    if (!near) clusters.push({ x: mark.x, y: mark.y, items: [mark.item] })
    else {
      const n = near.items.length
      near.x = (near.x * n + mark.x) / (n + 1)
      near.y = (near.y * n + mark.y) / (n + 1)
      near.items.push(mark.item)
    }
  }
  return clusters
}
