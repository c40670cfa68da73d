import { useEffect, useMemo, useRef } from 'react'
import { LAMP_TOKEN, tokens } from '../design/tokens'
import { useWords } from '../i18n'
import { useLiveStore, useWanted } from '../live/hooks'
import type { LiveEvents, LiveGroup, LiveIntersection, SignalEvent } from '../live/types'
import type { Device, Intersection, SignalGroup } from '../session/api'
import { barsOf, occupiedSpans, timed } from './lamps'
import { plannedStages } from './stages'
import { useGroupText } from './useGroupText'

const PAST_MS = 180_000
const FUTURE_MS = 40_000
const ROW = 28
const BAR = 10
const TICK = 6
const AXIS = 18
const NO_EVENTS: readonly SignalEvent[] = []

type Row = { group: SignalGroup; channels: number[] }

/** Lamps of every group over the last minutes, the detectors that feed it below, the known future in outline. */
export function Gantt({
  intersection,
  devices,
  live,
}: {
  intersection: Intersection
  devices: readonly Device[]
  live: LiveIntersection | undefined
}) {
  const { t, word, format } = useWords()
  const store = useLiveStore()
  const groupText = useGroupText(intersection)
  const topic = `events/${intersection.id}`
  useWanted(topic)
  const canvas = useRef<HTMLCanvasElement>(null)
  const rows = useMemo(() => rowsOf(intersection, devices), [intersection, devices])
  const height = rows.length * ROW + AXIS
  const latest = useRef(live)
  latest.current = live
  const axisText = t('age.min', { n: '' }).trim()

  // Time moves the chart anyway, a few times a second; what came in between is drawn with it.
  useEffect(() => {
    const step = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 1000 : 250
    let drawn: readonly SignalEvent[] = NO_EVENTS
    let log = timed(NO_EVENTS)
    const draw = () => {
      const element = canvas.current
      if (!element || document.hidden) return
      const events = (store.get(topic)?.body as LiveEvents | undefined)?.events ?? NO_EVENTS
      if (events !== drawn) {
        drawn = events
        log = timed(events)
      }
      const width = element.clientWidth
      const ratio = window.devicePixelRatio || 1
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio)
        element.height = Math.round(height * ratio)
      }
      const context = element.getContext('2d')
      if (!context) return
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, width, height)
      paint(context, width, rows, log, latest.current, intersection, store.now(), axisText, format.number)
    }
    draw()
    const timer = setInterval(draw, step)
    return () => clearInterval(timer)
  }, [rows, topic, intersection, store, height, axisText, format])

  return (
    <figure className="gantt">
      <figcaption className="sr">{t('intersection.ganttLabel')}</figcaption>
      <ul className="gantt-groups">
        {rows.map(({ group }) => {
          const shown = live?.groups.find((each) => each.number === group.number)
          return (
            <li key={group.id} title={groupText(group)}>
              <i className="lamp" data-lamp={shown?.lamp ?? 'UNKNOWN'} aria-hidden="true" />
              <span className="mono">{group.id}</span>
              <span className="gantt-turns" aria-hidden="true">
                {marksOf(group, intersection)}
              </span>
              <span className="sr">
                {groupText(group)}: {word('lamp', shown?.lamp)}
              </span>
            </li>
          )
        })}
      </ul>
      <canvas ref={canvas} style={{ height }} />
    </figure>
  )
}

const HEADINGS = ['↑', '↗', '→', '↘', '↓', '↙', '←', '↖']

/** The way traffic of the group heads, as on the map; a turn is added where it is all that the group releases. */
function marksOf(group: SignalGroup, intersection: Intersection): string {
  if (group.kind === 'PEDESTRIAN') return '⇿'
  const headings = new Set(
    group.movements.map((movement) => {
      const approach = intersection.approaches.find((each) => each.id === movement.approach)
      return approach ? HEADINGS[Math.round(approach.bearingDeg / 45) % 8] : ''
    }),
  )
  const turns = new Set(group.movements.map((movement) => movement.turn))
  const only = turns.has('THROUGH') ? '' : turns.has('LEFT') ? '↰' : turns.has('RIGHT') ? '↱' : '↶'
  return [...headings].join('') + only
}

function rowsOf(intersection: Intersection, devices: readonly Device[]): Row[] {
  return intersection.groups.map((group) => {
    const approaches = new Set(group.movements.map((movement) => movement.approach))
    if (group.crosses) approaches.add(group.crosses)
    const channels = devices.flatMap((device) => {
      if (device.channel === undefined) return []
      const button = device.kind === 'PEDESTRIAN_BUTTON'
      if (button !== (group.kind === 'PEDESTRIAN')) return []
      const feeds = device.group
        ? device.group === group.id
        : device.approach !== undefined && approaches.has(device.approach)
      return feeds ? [device.channel] : []
    })
    return { group, channels }
  })
}

function paint(
  context: CanvasRenderingContext2D,
  width: number,
  rows: readonly Row[],
  log: ReturnType<typeof timed>,
  live: LiveIntersection | undefined,
  intersection: Intersection,
  now: number,
  minute: string,
  number: (value: number) => string,
): void {
  const colours = tokens()
  const from = now - PAST_MS
  const until = now + FUTURE_MS
  const x = (at: number) => ((at - from) / (until - from)) * width
  const bottom = rows.length * ROW

  context.font = '11px "Be Vietnam Pro", sans-serif'
  context.textBaseline = 'top'
  for (let back = 3; back >= 1; back--) {
    const at = Math.round(x(now - back * 60_000)) + 0.5
    context.strokeStyle = colours['--edge']
    context.beginPath()
    context.moveTo(at, 0)
    context.lineTo(at, bottom)
    context.stroke()
    context.fillStyle = colours['--text-3']
    context.textAlign = back === 3 ? 'left' : 'center'
    context.fillText(`−${number(back)} ${minute}`, at, bottom + 4)
  }

  const planned = live ? plannedStages(live, now, until) : []
  rows.forEach(({ group, channels }, index) => {
    const top = index * ROW + 5
    const shown: LiveGroup = live?.groups.find((each) => each.number === group.number) ?? {
      id: group.id,
      number: group.number,
      lamp: 'UNKNOWN',
    }
    for (const bar of barsOf(log, { ...shown, kind: group.kind }, from, now)) {
      const left = x(bar.from)
      const length = Math.max(1, x(bar.to) - left)
      context.fillStyle = colours[LAMP_TOKEN[bar.lamp]]
      // Red is most of the picture: a thin line, so that green and amber are what the eye finds.
      if (bar.lamp === 'RED') context.fillRect(left, top + BAR / 2 - 1, length, 2)
      else if (bar.lamp === 'CLEARANCE' || bar.lamp === 'FLASHING_AMBER')
        for (let stripe = 0; stripe < length; stripe += 4)
          context.fillRect(left + stripe, top, Math.min(2, length - stripe), BAR)
      else context.fillRect(left, top, length, BAR)
    }
    for (const { stage, from: begin, to: end } of planned) {
      const green = intersection.stages.find((each) => each.id === stage)?.groups.includes(group.id)
      if (!green) continue
      context.strokeStyle = colours['--text-3']
      context.setLineDash([3, 2])
      context.strokeRect(x(begin) + 1.5, top + 0.5, Math.max(2, x(end) - x(begin) - 2), BAR - 1)
      context.setLineDash([])
    }
    context.fillStyle = colours['--text-2']
    for (const channel of channels) {
      const detector = live?.detectors.find((each) => each.channel === channel)
      for (const span of occupiedSpans(log, channel, detector, from, now))
        context.fillRect(x(span.from), top + BAR + 3, Math.max(1, x(span.to) - x(span.from)), TICK)
    }
  })

  const at = Math.round(x(now)) + 0.5
  context.strokeStyle = colours['--text-2']
  context.beginPath()
  context.moveTo(at, 0)
  context.lineTo(at, bottom + 3)
  context.stroke()
}
