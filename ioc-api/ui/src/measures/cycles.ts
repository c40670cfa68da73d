import { dayOf, startOfDay } from '../i18n/format'
import type { GroupCycles, Intersection, SignalCycle, SignalPlan } from '../session/api'

/** An arrival as a coordination diagram shows it: when, and how many seconds after the begin of red. */
export type Arrival = { at: number; inCycleS: number; onGreen: boolean }

export type Diagram = {
  cycles: readonly SignalCycle[]
  arrivals: readonly Arrival[]
  onGreen: number
  /** Arrivals in no whole cycle. */
  outside: number
  longestS: number
}

/** Each arrival in its cycle. Both come in order of time. */
export function diagramOf(group: GroupCycles): Diagram {
  const arrivals: Arrival[] = []
  let onGreen = 0
  let outside = 0
  let index = 0
  for (const at of group.arrivals ?? []) {
    let cycle = group.cycles[index]
    while (cycle && cycle.end <= at) cycle = group.cycles[++index]
    if (!cycle || at < cycle.red) {
      outside++
      continue
    }
    const green = at >= cycle.green && at < cycle.amber
    if (green) onGreen++
    arrivals.push({ at, inCycleS: (at - cycle.red) / 1000, onGreen: green })
  }
  const longest = group.cycles.reduce((most, cycle) => Math.max(most, cycle.end - cycle.red), 0)
  return { cycles: group.cycles, arrivals, onGreen, outside, longestS: longest / 1000 }
}

/** Amber and the changing of stages are part of a split: from begin of green to the end of red clearance. */
export function splitS(cycle: SignalCycle): number {
  return ((cycle.cleared ?? cycle.end) - cycle.green) / 1000
}

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const

/** The plan that the week's table has at an instant; the evening's goes on after midnight. */
export function planAt(intersection: Intersection, at: number): SignalPlan | undefined {
  const day = startOfDay(dayOf(at))
  for (let back = 0; back < 8; back++) {
    const start = day - back * 86_400_000
    const name = DAYS[new Date(`${dayOf(start)}T00:00:00Z`).getUTCDay()]
    const begun = intersection.schedule
      .filter((each) => name && each.days.includes(name))
      .map((each) => ({ at: start + minutesOf(each.from) * 60_000, plan: each.plan }))
      .filter((each) => each.at <= at)
      .sort((a, b) => b.at - a.at)[0]
    if (begun) return intersection.plans.find((plan) => plan.id === begun.plan)
  }
  return undefined
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes ?? 0)
}

/** How long a plan releases a group in a cycle; undefined where it flashes or never does. */
export function programmedS(plan: SignalPlan, intersection: Intersection, group: string): number | undefined {
  if (plan.kind === 'NIGHT_FLASH') return undefined
  let seconds = 0
  for (const split of plan.splits)
    if (intersection.stages.find((stage) => stage.id === split.stage)?.groups.includes(group))
      seconds += split.lengthS
  return seconds > 0 ? seconds : undefined
}

/** Programmed split over time, one step for each plan. */
export function programmed(
  intersection: Intersection,
  group: string,
  from: number,
  to: number,
): { from: number; to: number; plan: SignalPlan; seconds: number | undefined }[] {
  const steps: { from: number; to: number; plan: SignalPlan; seconds: number | undefined }[] = []
  for (let at = from; at < to; at += 15 * 60_000) {
    const plan = planAt(intersection, at)
    const last = steps.at(-1)
    const end = Math.min(to, at + 15 * 60_000)
    if (!plan) continue
    if (last && last.plan.id === plan.id && last.to === at) last.to = end
    else steps.push({ from: at, to: end, plan, seconds: programmedS(plan, intersection, group) })
  }
  return steps
}
