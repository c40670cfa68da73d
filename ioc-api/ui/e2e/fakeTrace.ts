import { randomUUID } from 'node:crypto'
import type { Device, FoundPlates, Hotlist, HotlistEntry, VehicleSightings } from '../src/session/api'

type Answer = { status: number; body?: unknown; rule?: string }
const iso = (at: number) => new Date(at).toISOString()
const PLATES = ['95B112347', '958112347', '95B112847']

/** Sightings and the hotlist of the fake city. Who asks without a purpose is refused, as by the real one. */
export class FakeTrace {
  readonly asked: { path: string; purpose: string; reference: string }[] = []
  private readonly entries: HotlistEntry[] = []
  private readonly cameras: readonly Device[]

  constructor(devices: readonly Device[]) {
    this.cameras = devices.filter((device) => device.kind === 'CAMERA')
  }

  answer(method: string, path: string, body: Record<string, unknown>, all: boolean): Answer | undefined {
    if (method === 'GET' && path === '/hotlist') return { status: 200, body: this.list(all) }
    if (method !== 'POST') return undefined
    const removal = /^\/hotlist\/([0-9a-f-]+)\/removal$/.exec(path)
    if (removal) return this.remove(removal[1] ?? '', String(body.reason))
    if (!['/trace/searches', '/trace/sightings', '/hotlist'].includes(path)) return undefined
    const [purpose, reference] = [String(body.purpose ?? ''), String(body.reference ?? '')]
    if (purpose.trim().length < 10 || reference.trim().length < 3) return { status: 400 }
    this.asked.push({ path, purpose, reference })
    if (path === '/trace/searches') return { status: 200, body: this.search(String(body.pattern)) }
    if (path === '/trace/sightings') return { status: 200, body: this.sightings(String(body.plate)) }
    return { status: 201, body: this.enter(body, purpose, reference) }
  }

  private search(pattern: string): FoundPlates {
    if (!pattern.startsWith('95')) return { items: [], more: false }
    const now = Date.now()
    return {
      items: PLATES.map((plate, n) => ({
        plate,
        likeness: 1 - n * 0.06,
        sightings: 7 - 2 * n,
        cameras: 3 - n,
        firstSeen: iso(now - (30 + n) * 3_600_000),
        lastSeen: iso(now - (n + 1) * 600_000),
      })),
      more: true,
    }
  }

  private sightings(plate: string): VehicleSightings {
    const now = Date.now()
    const minutes = [10, 14, 15, 21, 190, 196, 204]
    return {
      plate,
      items: minutes.map((ago, n) => {
        const camera = this.cameras[(n < 2 ? n : n - 1) % this.cameras.length] as Device
        return {
          at: iso(now - ago * 60_000),
          camera: camera.id,
          site: camera.site,
          place: camera.at,
          motion: 'AWAY' as const,
          vehicle: 'MOTORCYCLE' as const,
          confidence: n === 3 ? 0.71 : 0.98,
          autoAccept: n !== 3,
          reads: 4,
        }
      }),
      more: false,
    }
  }

  private list(all: boolean): Hotlist {
    return { items: this.entries.filter((each) => all || each.state === 'ACTIVE') }
  }

  private enter(body: Record<string, unknown>, purpose: string, reference: string): HotlistEntry {
    const entry: HotlistEntry = {
      id: randomUUID(),
      pattern: String(body.pattern),
      lookAlikes: body.lookAlikes !== false,
      purpose,
      reference,
      enteredBy: 'hanh',
      enteredAt: iso(Date.now()),
      expiresAt: String(body.expiresAt),
      state: 'ACTIVE',
    }
    this.entries.unshift(entry)
    return entry
  }

  private remove(id: string, reason: string): Answer {
    const entry = this.entries.find((each) => each.id === id)
    if (!entry) return { status: 404 }
    entry.state = 'REMOVED'
    entry.removed = { at: iso(Date.now()), by: 'hanh', reason }
    return { status: 200, body: entry }
  }
}
