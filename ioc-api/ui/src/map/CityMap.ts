import { Map as MapLibre, ScaleControl } from 'maplibre-gl'
import type { Selection } from '../app/route'
import { type Tokens, tokens } from '../design/tokens'
import { ageParts } from '../i18n/format'
import { modeTone } from '../intersection/mode'
import type { LiveStore } from '../live/store'
import type { Quality } from '../live/types'
import type { City, Device, IntersectionSummary, Link, Network, Site } from '../session/api'
import { boundsOf, type LonLat } from './geometry'
import { type DevicePlace, drawOverlay, type Hit, hitAt, type Place } from './overlay'
import { arrowImage, mapStyle } from './style'

export type StreetData = {
  network: Network
  city: City
  intersections: readonly IntersectionSummary[]
  sites: readonly Site[]
  devices: readonly Device[]
}
export type MapWords = {
  name: (name: { vi: string; en: string }) => string
  age: (unit: 's' | 'min' | 'h' | 'd', n: number) => string
}

const STALE_MS = 5_000
const FLOW_STALE_MS = 180_000
const FLASH_MS = 500
const GATHER_MS = 120

/**
 * The map outside of React: streets by MapLibre, all that moves on one canvas above them. Redrawn when the map moves or the live
 * picture changes, and not otherwise.
 */
export class CityMap {
  private readonly map: MapLibre
  private readonly undo: (() => void)[] = []
  private links: ReadonlyMap<string, Link>
  private linkIndex: ReadonlyMap<string, number>
  private selected: Selection | undefined
  private pointed: string | undefined
  private near: ReadonlySet<string> = new Set()
  private nearLinks: ReadonlySet<string> = new Set()
  private hits: readonly Hit[] = []
  private readonly levels = new Map<number, string>()
  private ready = false
  private frame = 0
  private gathering: ReturnType<typeof setTimeout> | undefined
  private colours: Tokens = tokens()

  constructor(
    place: HTMLElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly store: LiveStore,
    private data: StreetData,
    private words: MapWords,
    private readonly choose: (selection: Selection | undefined) => void,
  ) {
    this.links = new Map(data.network.links.map((link) => [link.id, link]))
    this.linkIndex = new Map(data.network.links.map((link, index) => [link.id, index]))
    this.map = new MapLibre({
      container: place,
      style: mapStyle(data.network, this.colours),
      center: [data.city.centre.lon, data.city.centre.lat],
      zoom: 13.5,
      minZoom: 10,
      maxZoom: 20.5,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.addControl(new ScaleControl({ maxWidth: 120, unit: 'metric' }), 'bottom-left')
    this.map.on('load', () => {
      this.ready = true
      this.arrows()
      this.flows(undefined)
      this.highlight()
      this.fitCity(0)
      if (this.selected) this.goToSelected(0)
    })
    this.map.on('render', () => this.paint())
    this.map.on('click', (event) => this.clicked(event.point))
    this.map.on('mousemove', (event) => {
      const hit = hitAt(this.hits, event.point.x, event.point.y)
      this.map.getCanvas().style.cursor = hit || this.linkAt(event.point) ? 'pointer' : ''
      const pointed = hit?.kind === 'intersection' ? hit.id : undefined
      if (pointed === this.pointed) return
      this.pointed = pointed
      this.later()
    })
    const repaint = () => this.soon()
    this.undo.push(store.onKind('intersection', repaint), store.onKind('device', repaint))
    this.undo.push(store.onKind('link', (topics) => this.flows(topics)))
    // Ages and flashing lamps go on without news; a flow that ages loses its colour.
    const tick = setInterval(repaint, FLASH_MS)
    const aging = setInterval(() => this.flows(undefined), 15_000)
    this.undo.push(
      () => clearInterval(tick),
      () => clearInterval(aging),
    )
    void document.fonts.ready.then(repaint)
  }

  close(): void {
    for (const each of this.undo) each()
    clearTimeout(this.gathering)
    cancelAnimationFrame(this.frame)
    this.map.remove()
  }

  show(data: StreetData, words: MapWords): void {
    const network = this.data.network
    this.data = data
    this.words = words
    if (data.network !== network) {
      this.links = new Map(data.network.links.map((link) => [link.id, link]))
      this.linkIndex = new Map(data.network.links.map((link, index) => [link.id, index]))
      this.restyle()
    }
    this.later()
  }

  colour(colours: Tokens): void {
    if (colours === this.colours) return
    this.colours = colours
    this.restyle()
  }

  select(selection: Selection | undefined): void {
    const before = this.selected
    this.selected = selection
    this.near = new Set(this.neighbours())
    this.highlight()
    if (selection && (before?.id !== selection.id || before.kind !== selection.kind)) this.goToSelected(500)
    this.later()
  }

  fitCity(duration = 500): void {
    const bounds = boundsOf(this.data.network.nodes.map((node): LonLat => [node.at.lon, node.at.lat]))
    if (bounds) this.map.fitBounds(bounds, { padding: 48, duration: calm(duration), maxZoom: 16 })
  }

  zoomBy(levels: number): void {
    // What is selected stays in sight.
    const at = this.placeOf(this.selected)
    const around = at && this.map.getBounds().contains(at) ? at : undefined
    this.map.easeTo({ zoom: this.map.getZoom() + levels, around, duration: calm(250) })
  }

  private restyle(): void {
    this.map.setStyle(mapStyle(this.data.network, this.colours), { diff: false })
    this.map.once('styledata', () => {
      this.levels.clear()
      this.arrows()
      this.flows(undefined)
      this.highlight()
      this.later()
    })
  }

  private arrows(): void {
    if (this.map.hasImage('arrow')) this.map.removeImage('arrow')
    this.map.addImage('arrow', arrowImage(this.colours['--text-3']))
  }

  /** Colours links by level of service; `topics`: only these. */
  private flows(topics: ReadonlySet<string> | undefined): void {
    if (!this.map.getSource('ribbons')) return
    const now = this.store.now()
    for (const entry of this.store.list('link')) {
      if (topics && !topics.has(entry.topic)) continue
      const id = this.linkIndex.get(entry.id)
      if (id === undefined) continue
      const fresh = entry.gone === undefined && now - entry.at < FLOW_STALE_MS * Math.max(1, this.store.rate)
      const los = fresh ? (entry.body.levelOfService ?? '') : ''
      // The streets are drawn anew only when one of them changes its level, not at every measurement.
      if (this.levels.get(id) === los) continue
      this.levels.set(id, los)
      this.map.setFeatureState({ source: 'ribbons', id }, { los })
    }
  }

  /** The selected intersection's own streets, faintly lit, and the selected link. */
  private highlight(): void {
    if (!this.map.getSource('ribbons')) return
    const lit = new Set<string>()
    if (this.selected?.kind === 'intersection') {
      const node = this.data.network.nodes.find((each) => each.intersection === this.selected?.id)?.id
      for (const link of this.data.network.links)
        if (node && (link.from === node || link.to === node)) lit.add(link.id)
    }
    for (const [id, index] of this.linkIndex) {
      if (lit.has(id) || this.nearLinks.has(id))
        this.map.setFeatureState({ source: 'ribbons', id: index }, { near: lit.has(id) })
      const selected = this.selected?.kind === 'link' && this.selected.id === id
      this.map.setFeatureState({ source: 'ribbons', id: index }, { selected })
    }
    this.nearLinks = lit
  }

  private neighbours(): string[] {
    if (this.selected?.kind !== 'intersection') return []
    const { nodes, links } = this.data.network
    const node = nodes.find((each) => each.intersection === this.selected?.id)?.id
    if (!node) return []
    const beside = new Set(
      links.flatMap((link) => (link.from === node ? [link.to] : link.to === node ? [link.from] : [])),
    )
    return nodes.flatMap((each) => (beside.has(each.id) && each.intersection ? [each.intersection] : []))
  }

  private goToSelected(duration: number): void {
    const at = this.placeOf(this.selected)
    if (!at || !this.ready) return
    const shown = this.map.getBounds().contains(at)
    const zoom = this.map.getZoom()
    if (shown && zoom >= 13) {
      if (this.isBehindSheet(at)) this.map.easeTo({ center: at, duration: calm(duration) })
      return
    }
    this.map.easeTo({ center: at, zoom: Math.max(zoom, 15), duration: calm(duration) })
  }

  /** On a phone the panel covers the lower part of the map. */
  private isBehindSheet(at: LonLat): boolean {
    return this.canvas.clientWidth < 700 && this.map.project(at).y > this.canvas.clientHeight * 0.35
  }

  private placeOf(selection: Selection | undefined): LonLat | undefined {
    if (selection?.kind === 'intersection') {
      const found = this.data.intersections.find((each) => each.id === selection.id)
      return found && [found.at.lon, found.at.lat]
    }
    if (selection?.kind === 'device') {
      const found = this.data.devices.find((each) => each.id === selection.id)
      return found && [found.at.lon, found.at.lat]
    }
    return undefined
  }

  private clicked(point: { x: number; y: number }): void {
    const hit = hitAt(this.hits, point.x, point.y)
    if (!hit) {
      const link = this.linkAt(point)
      this.choose(link ? { kind: 'link', id: link } : undefined)
      return
    }
    if (hit.kind !== 'cluster') {
      this.choose({ kind: hit.kind, id: hit.id })
      return
    }
    const members = this.data.intersections.filter((each) => hit.ids.includes(each.id))
    const bounds = boundsOf(members.map((each): LonLat => [each.at.lon, each.at.lat]))
    if (bounds) this.map.fitBounds(bounds, { padding: 80, maxZoom: 15.5, duration: calm(500) })
  }

  private linkAt(point: { x: number; y: number }): string | undefined {
    if (!this.map.getLayer('road')) return undefined
    const [feature] = this.map.queryRenderedFeatures(
      [
        [point.x - 3, point.y - 3],
        [point.x + 3, point.y + 3],
      ],
      { layers: ['road'] },
    )
    const id: unknown = feature?.properties.link
    return typeof id === 'string' ? id : undefined
  }

  /** Live changes are gathered: a lamp may wait a moment, the machine need not draw for each of them. */
  private soon(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined
      this.later()
    }, GATHER_MS)
  }

  private later(): void {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.paint())
  }

  private paint(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas
    const ratio = window.devicePixelRatio || 1
    if (
      this.canvas.width !== Math.round(width * ratio) ||
      this.canvas.height !== Math.round(height * ratio)
    ) {
      this.canvas.width = Math.round(width * ratio)
      this.canvas.height = Math.round(height * ratio)
    }
    const context = this.canvas.getContext('2d')
    if (!context) return
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    this.hits = drawOverlay(
      context,
      {
        places: this.places(),
        devices: this.devicePlaces(),
        links: this.links,
        streetName: (link) => this.words.name(link.street),
        selected: this.selected?.kind === 'intersection' ? this.selected.id : undefined,
        pointed: this.pointed,
        near: this.near,
        tokens: this.colours,
        lit: Math.floor(performance.now() / FLASH_MS) % 2 === 0,
      },
      {
        zoom: this.map.getZoom(),
        width,
        height,
        project: (at) => this.map.project(at),
        bearingDeg: this.map.getBearing(),
      },
    )
  }

  private places(): Place[] {
    const now = this.store.now()
    const patience = STALE_MS * Math.max(1, this.store.rate)
    const sites = new Map(this.data.sites.map((site) => [site.intersection.id, site.intersection]))
    return this.data.intersections.map((summary) => {
      const entry = this.store.get(`intersection/${summary.id}`)
      const live = entry && entry.gone === undefined ? (entry.body as Place['live']) : undefined
      const stale = !live || now - Date.parse(live.at) > patience
      return {
        summary,
        name: this.words.name(summary.name),
        intersection: sites.get(summary.id),
        live,
        stale,
        tone: stale && live ? 'bad' : modeTone(live, summary.control),
      }
    })
  }

  private devicePlaces(): DevicePlace[] {
    const now = this.store.now()
    return this.data.devices.map((device) => {
      const entry = this.store.get(`device/${device.id}`)
      const body =
        entry?.gone === undefined
          ? (entry?.body as { quality: Quality; lastSeen?: string } | undefined)
          : undefined
      const site = this.store.get(`intersection/${device.site}`)?.body as Place['live']
      const { unit, n } = body?.lastSeen
        ? ageParts(now - Date.parse(body.lastSeen))
        : { unit: 's' as const, n: 0 }
      return {
        device,
        quality: body?.quality ?? 'UNKNOWN',
        occupied: site?.detectors.some((each) => each.id === device.id && each.occupied) ?? false,
        age: body?.lastSeen ? this.words.age(unit, n) : undefined,
      }
    })
  }
}

function calm(duration: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration
}
