import { LAMP_TOKEN, type Tokens } from '../design/tokens'
import type { Lamp, LiveIntersection, Quality } from '../live/types'
import type { Approach, Device, Intersection, IntersectionSummary, Link, SignalGroup } from '../session/api'
import { beforeEnd, cluster, type LonLat, moved } from './geometry'
import { lineOf, widthOf } from './network'

/** From here on the map is close enough for the lamps of each approach and for devices. */
export const CLOSE_ZOOM = 16
const NAMES_ZOOM = 15
const ENVIRONMENT_ZOOM = 13

export type MarkTone = 'normal' | 'attention' | 'bad'

export type Place = {
  summary: IntersectionSummary
  name: string
  intersection?: Intersection
  live?: LiveIntersection
  stale: boolean
  tone: MarkTone
}
export type DevicePlace = {
  device: Device
  quality: Quality
  occupied: boolean
  /** Words for its age, where it is worth saying. */
  age?: string
}

export type Scene = {
  places: readonly Place[]
  devices: readonly DevicePlace[]
  links: ReadonlyMap<string, Link>
  streetName: (link: Link) => string
  selected?: string
  pointed?: string
  near: ReadonlySet<string>
  tokens: Tokens
  /** Whether a flashing lamp is lit at this moment. */
  lit: boolean
}

export type View = {
  zoom: number
  width: number
  height: number
  project: (at: LonLat) => { x: number; y: number }
  bearingDeg: number
}

/** What can be clicked, in the order from below to above. */
export type Hit = { x: number; y: number; reach: number } & (
  | { kind: 'intersection'; id: string }
  | { kind: 'device'; id: string }
  | { kind: 'cluster'; ids: string[] }
)

type Box = { left: number; top: number; right: number; bottom: number }

/** Draws lamps, marks and words over the streets, and says where they are. */
export function drawOverlay(context: CanvasRenderingContext2D, scene: Scene, view: View): Hit[] {
  const hits: Hit[] = []
  const taken: Box[] = []
  const close = view.zoom >= CLOSE_ZOOM
  const visible = scene.places
    .map((place) => ({ place, at: view.project([place.summary.at.lon, place.summary.at.lat]) }))
    .filter(({ at }) => within(at, view, 120))

  if (close) {
    for (const each of scene.devices) {
      const at = view.project([each.device.at.lon, each.device.at.lat])
      if (!within(at, view, 10)) continue
      drawDevice(context, each, at, scene, view)
      hits.push({ kind: 'device', id: each.device.id, x: at.x, y: at.y, reach: 9 })
    }
    for (const { place, at } of visible) {
      drawLamps(context, place, scene, view)
      drawCloseMark(context, place, at, scene)
      hits.push({ kind: 'intersection', id: place.summary.id, x: at.x, y: at.y, reach: 22 })
      label(context, place.name, at.x, at.y + 14, scene, view, taken, labelRank(place, scene) === 3)
    }
  } else {
    const groups = cluster(
      visible.map(({ place, at }) => ({ ...at, item: place })),
      view.zoom < 13.5 ? 22 : 0,
    )
    for (const group of groups) {
      const [only] = group.items
      if (group.items.length === 1 && only) {
        drawFarMark(context, only, group, scene)
        hits.push({ kind: 'intersection', id: only.summary.id, x: group.x, y: group.y, reach: 18 })
        taken.push({ left: group.x - 11, right: group.x + 11, top: group.y - 11, bottom: group.y + 11 })
      } else {
        drawCluster(context, group, scene)
        hits.push({
          kind: 'cluster',
          ids: group.items.map((item) => item.summary.id),
          x: group.x,
          y: group.y,
          reach: 20,
        })
      }
    }
    const ordered = [...groups].sort((a, b) => labelRank(b.items[0], scene) - labelRank(a.items[0], scene))
    for (const group of ordered) {
      const [only] = group.items
      // Street names already say most of it: from afar only what is selected, pointed at or wrong is named.
      if (group.items.length !== 1 || !only) continue
      if (view.zoom < NAMES_ZOOM && labelRank(only, scene) < 2) continue
      label(context, only.name, group.x, group.y + 13, scene, view, taken, labelRank(only, scene) === 3)
    }
    for (const each of scene.devices) {
      if (!isEnvironment(each.device) || view.zoom < ENVIRONMENT_ZOOM) continue
      const at = view.project([each.device.at.lon, each.device.at.lat])
      if (!within(at, view, 10)) continue
      drawDevice(context, each, at, scene, view)
      hits.push({ kind: 'device', id: each.device.id, x: at.x, y: at.y, reach: 12 })
    }
  }
  if (view.zoom >= 14) drawStreetNames(context, scene, view, taken)
  return hits
}

function isEnvironment(device: Device): boolean {
  return device.kind === 'AIR_QUALITY' || device.kind === 'RAIN_GAUGE' || device.kind === 'WATER_LEVEL'
}

export function hitAt(hits: readonly Hit[], x: number, y: number): Hit | undefined {
  let best: Hit | undefined
  let least = Number.POSITIVE_INFINITY
  for (const hit of hits) {
    const distance = Math.hypot(hit.x - x, hit.y - y)
    if (distance > hit.reach) continue
    const weight = distance - (hit.kind === 'device' ? 6 : 0)
    if (weight < least) {
      least = weight
      best = hit
    }
  }
  return best
}

function within(at: { x: number; y: number }, view: View, margin: number): boolean {
  return at.x > -margin && at.y > -margin && at.x < view.width + margin && at.y < view.height + margin
}

function labelRank(place: Place | undefined, scene: Scene): number {
  if (!place) return 0
  if (place.summary.id === scene.selected || place.summary.id === scene.pointed) return 3
  return place.tone === 'normal' ? 1 : 2
}

function toneColour(place: Place, tokens: Tokens): string {
  if (place.tone === 'bad') return tokens['--high']
  if (place.tone === 'attention') return tokens['--medium']
  return tokens['--edge-strong']
}

/** Through traffic speaks for its approach; an approach that only turns, for its first group. */
function groupOfApproach(intersection: Intersection, approach: Approach): SignalGroup | undefined {
  const groups = intersection.groups.filter(
    (group) =>
      group.kind === 'VEHICLE' && group.movements.some((movement) => movement.approach === approach.id),
  )
  return (
    groups.find((group) =>
      group.movements.some((movement) => movement.approach === approach.id && movement.turn === 'THROUGH'),
    ) ?? groups[0]
  )
}

function lampOf(place: Place, group: SignalGroup): Lamp {
  if (place.stale) return 'UNKNOWN'
  return place.live?.groups.find((each) => each.number === group.number)?.lamp ?? 'UNKNOWN'
}

function lampColour(lamp: Lamp, scene: Scene): string {
  const flashing = lamp === 'FLASHING_AMBER' || lamp === 'CLEARANCE'
  return scene.tokens[flashing && !scene.lit ? '--lamp-dark' : LAMP_TOKEN[lamp]]
}

/** Far: a disc with a spot for each approach in the colour of its lamps; its rim is coloured only when something is wrong. */
function drawFarMark(
  context: CanvasRenderingContext2D,
  place: Place,
  at: { x: number; y: number },
  scene: Scene,
): void {
  const { tokens } = scene
  const selected = place.summary.id === scene.selected
  const radius = 10
  if (selected || scene.near.has(place.summary.id)) {
    context.beginPath()
    context.arc(at.x, at.y, radius + 4, 0, 2 * Math.PI)
    context.strokeStyle = selected ? tokens['--focus'] : tokens['--text-3']
    context.lineWidth = selected ? 2.5 : 1
    context.stroke()
  }
  context.beginPath()
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI)
  context.fillStyle = tokens['--surface-2']
  context.fill()
  context.strokeStyle = toneColour(place, tokens)
  context.lineWidth = place.tone === 'normal' ? 1 : 2.5
  if (place.stale) context.setLineDash([3, 3])
  context.stroke()
  context.setLineDash([])
  for (const approach of place.intersection?.approaches ?? []) {
    const group = place.intersection && groupOfApproach(place.intersection, approach)
    if (!group) continue
    const angle = ((approach.bearingDeg + 180) * Math.PI) / 180
    context.beginPath()
    context.arc(at.x + Math.sin(angle) * 5.6, at.y - Math.cos(angle) * 5.6, 2.4, 0, 2 * Math.PI)
    context.fillStyle = lampColour(lampOf(place, group), scene)
    context.fill()
  }
}

function drawCloseMark(
  context: CanvasRenderingContext2D,
  place: Place,
  at: { x: number; y: number },
  scene: Scene,
): void {
  const selected = place.summary.id === scene.selected
  if (!selected && place.tone === 'normal') return
  context.beginPath()
  context.arc(at.x, at.y, selected ? 8 : 6, 0, 2 * Math.PI)
  context.strokeStyle = selected ? scene.tokens['--focus'] : toneColour(place, scene.tokens)
  context.lineWidth = 2.5
  context.stroke()
}

function drawCluster(
  context: CanvasRenderingContext2D,
  group: { x: number; y: number; items: readonly Place[] },
  scene: Scene,
): void {
  const worst =
    group.items.find((item) => item.tone === 'bad') ?? group.items.find((item) => item.tone === 'attention')
  context.beginPath()
  context.arc(group.x, group.y, 14, 0, 2 * Math.PI)
  context.fillStyle = scene.tokens['--surface-3']
  context.fill()
  context.strokeStyle = worst ? toneColour(worst, scene.tokens) : scene.tokens['--edge-strong']
  context.lineWidth = worst ? 2.5 : 1
  context.stroke()
  context.font = '600 13px "Be Vietnam Pro", sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = scene.tokens['--text']
  context.fillText(String(group.items.length), group.x, group.y + 0.5)
}

const STOP_LINE_M = 13

/** Close: at each stop line a bar in the colour of its lamps, one per signal group, side by side over the lanes. */
function drawLamps(context: CanvasRenderingContext2D, place: Place, scene: Scene, view: View): void {
  const { intersection } = place
  if (!intersection) return
  const scale = Math.min(1.6, Math.max(1, (view.zoom - 15) / 1.6))
  for (const approach of intersection.approaches) {
    const groups = intersection.groups.filter(
      (group) =>
        group.kind === 'VEHICLE' && group.movements.some((movement) => movement.approach === approach.id),
    )
    const link = scene.links.get(approach.link)
    const stop: { at: LonLat; bearingDeg: number } = link
      ? beforeEnd(lineOf(link), STOP_LINE_M)
      : {
          at: moved([place.summary.at.lon, place.summary.at.lat], approach.bearingDeg + 180, STOP_LINE_M),
          bearingDeg: approach.bearingDeg,
        }
    const width = link ? widthOf(link) : 6
    // From the kerb towards the middle: right turns, through, left turns.
    const ordered = [...groups].sort((a, b) => leftness(a, approach.id) - leftness(b, approach.id))
    ordered.forEach((group, index) => {
      const right = width * (1 - (index + 0.5) / ordered.length)
      const at = view.project(moved(stop.at, stop.bearingDeg + 90, right))
      const lamp = lampOf(place, group)
      const radius = 4.2 * scale
      context.beginPath()
      context.arc(at.x, at.y, radius + 2, 0, 2 * Math.PI)
      context.fillStyle = scene.tokens['--surface-1']
      context.fill()
      context.beginPath()
      context.arc(at.x, at.y, radius, 0, 2 * Math.PI)
      context.fillStyle = lampColour(lamp, scene)
      context.fill()
      if (lamp === 'UNKNOWN') {
        context.strokeStyle = scene.tokens['--text-3']
        context.lineWidth = 1
        context.setLineDash([2, 2])
        context.stroke()
        context.setLineDash([])
      } else if (ordered.length > 1 && view.zoom >= 17) {
        drawTurn(context, group, approach.id, at, stop.bearingDeg - view.bearingDeg, radius, scene)
      }
    })
  }
  for (const group of intersection.groups) {
    if (group.kind !== 'PEDESTRIAN' || view.zoom < 17) continue
    const approach = intersection.approaches.find((each) => each.id === group.crosses)
    const link = approach && scene.links.get(approach.link)
    if (!approach || !link) continue
    const crossing = beforeEnd(lineOf(link), STOP_LINE_M - 5)
    const from = view.project(moved(crossing.at, crossing.bearingDeg + 90, widthOf(link)))
    const to = view.project(moved(crossing.at, crossing.bearingDeg - 90, widthOf(link)))
    context.strokeStyle = lampColour(lampOf(place, group), scene)
    context.lineWidth = 3 * scale
    context.setLineDash([3, 3])
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
    context.stroke()
    context.setLineDash([])
  }
}

function leftness(group: SignalGroup, approach: string): number {
  const turns = group.movements
    .filter((movement) => movement.approach === approach)
    .map((movement) => movement.turn)
  if (turns.includes('THROUGH')) return 1
  return turns.includes('RIGHT') ? 0 : 2
}

function drawTurn(
  context: CanvasRenderingContext2D,
  group: SignalGroup,
  approach: string,
  at: { x: number; y: number },
  headingDeg: number,
  radius: number,
  scene: Scene,
): void {
  const turns = group.movements
    .filter((movement) => movement.approach === approach)
    .map((movement) => movement.turn)
  const turn = turns.includes('THROUGH') ? 0 : turns.includes('LEFT') ? -90 : 90
  context.save()
  context.translate(at.x, at.y)
  context.rotate(((headingDeg + turn) * Math.PI) / 180)
  context.strokeStyle = scene.tokens['--ground']
  context.lineWidth = 1.6
  context.beginPath()
  context.moveTo(0, radius * 0.6)
  context.lineTo(0, -radius * 0.6)
  context.moveTo(-radius * 0.45, -radius * 0.1)
  context.lineTo(0, -radius * 0.65)
  context.lineTo(radius * 0.45, -radius * 0.1)
  context.stroke()
  context.restore()
}

/** A device: its kind as a shape, its quality as fill and rim, its age in words when it matters or there is room. */
function drawDevice(
  context: CanvasRenderingContext2D,
  { device, quality, occupied, age }: DevicePlace,
  at: { x: number; y: number },
  scene: Scene,
  view: View,
): void {
  const { tokens } = scene
  const bad = quality === 'FAULTY' || quality === 'OFFLINE'
  const colour = bad ? tokens['--medium'] : quality === 'GOOD' ? tokens['--text-2'] : tokens['--edge-strong']
  context.save()
  context.translate(at.x, at.y)
  context.beginPath()
  switch (device.kind) {
    case 'STOP_LINE_DETECTOR':
    case 'ADVANCE_DETECTOR':
      context.rect(-4, -4, 8, 8)
      break
    case 'PEDESTRIAN_BUTTON':
      context.arc(0, 0, 3.5, 0, 2 * Math.PI)
      break
    case 'CONTROLLER':
      context.rect(-5, -6, 10, 12)
      break
    case 'RADAR':
      context.moveTo(0, -6)
      context.lineTo(6, 5)
      context.lineTo(-6, 5)
      context.closePath()
      break
    case 'CAMERA':
      context.rect(-6, -4, 8, 8)
      context.moveTo(2, -1)
      context.lineTo(6, -4)
      context.lineTo(6, 4)
      context.lineTo(2, 1)
      break
    case 'AIR_QUALITY':
    case 'RAIN_GAUGE':
    case 'WATER_LEVEL':
      context.moveTo(0, -7)
      context.bezierCurveTo(6, 0, 6, 6, 0, 6)
      context.bezierCurveTo(-6, 6, -6, 0, 0, -7)
      break
  }
  context.fillStyle = occupied && !bad ? tokens['--text'] : tokens['--surface-1']
  context.fill()
  context.strokeStyle = colour
  context.lineWidth = bad ? 2 : 1.4
  if (quality === 'STALE' || quality === 'UNKNOWN') context.setLineDash([2, 2])
  context.stroke()
  context.setLineDash([])
  if (bad) {
    context.beginPath()
    context.moveTo(-7, 7)
    context.lineTo(7, -7)
    context.stroke()
  }
  context.restore()
  if (age && (quality !== 'GOOD' || view.zoom >= 18)) {
    context.font = '11px "Be Vietnam Pro", sans-serif'
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    halo(
      context,
      age,
      at.x + 9,
      at.y,
      quality === 'GOOD' ? tokens['--text-3'] : tokens['--text-2'],
      tokens['--ground'],
    )
  }
}

function label(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  scene: Scene,
  view: View,
  taken: Box[],
  strong: boolean,
): void {
  context.font = `${strong ? 600 : 500} 13px "Be Vietnam Pro", sans-serif`
  const width = context.measureText(text).width
  // A name at the edge is pushed inside rather than cut.
  const middle = Math.min(Math.max(x, width / 2 + 6), view.width - width / 2 - 6)
  const box: Box = { left: middle - width / 2 - 3, right: middle + width / 2 + 3, top: y, bottom: y + 18 }
  if (!strong && taken.some((other) => overlap(box, other))) return
  taken.push(box)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  halo(
    context,
    text,
    x,
    y + 2,
    strong ? scene.tokens['--text'] : scene.tokens['--text-2'],
    scene.tokens['--ground'],
  )
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}

function halo(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  ground: string,
): void {
  context.lineJoin = 'round'
  context.strokeStyle = ground
  context.lineWidth = 4
  context.strokeText(text, x, y)
  context.fillStyle = colour
  context.fillText(text, x, y)
}

/** Street names along the middle of their longest visible section, each once, turned so that they can be read. */
function drawStreetNames(context: CanvasRenderingContext2D, scene: Scene, view: View, taken: Box[]): void {
  const longest = new Map<string, { x: number; y: number; angle: number; length: number }>()
  for (const link of scene.links.values()) {
    const points = lineOf(link).map(view.project)
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1]
      const b = points[i]
      if (!a || !b) continue
      const x = (a.x + b.x) / 2
      const y = (a.y + b.y) / 2
      const length = Math.hypot(b.x - a.x, b.y - a.y)
      if (!within({ x, y }, view, -40)) continue
      const name = scene.streetName(link)
      if ((longest.get(name)?.length ?? 0) >= length) continue
      let angle = Math.atan2(b.y - a.y, b.x - a.x)
      if (angle > Math.PI / 2 || angle <= -Math.PI / 2) angle += Math.PI
      longest.set(name, { x, y, angle, length })
    }
  }
  context.font = '12px "Be Vietnam Pro", sans-serif'
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const [name, place] of longest) {
    const width = context.measureText(name).width
    if (place.length < width + 30) continue
    const halfX = (Math.abs(Math.cos(place.angle)) * width) / 2 + 6
    const halfY = (Math.abs(Math.sin(place.angle)) * width) / 2 + 6
    const box = {
      left: place.x - halfX,
      right: place.x + halfX,
      top: place.y - halfY,
      bottom: place.y + halfY,
    }
    if (taken.some((other) => overlap(box, other))) continue
    taken.push(box)
    context.save()
    context.translate(place.x, place.y)
    context.rotate(place.angle)
    const aside = view.zoom >= 15.5 ? -14 : -9
    halo(context, name, 0, aside, scene.tokens['--text-3'], scene.tokens['--ground'])
    context.restore()
  }
}
