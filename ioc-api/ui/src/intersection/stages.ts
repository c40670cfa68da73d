import type { LiveIntersection } from '../live/types'
import type { Intersection, SignalPlan, Stage } from '../session/api'

export type RingSegment = { stage: Stage; from: number; to: number; lengthS?: number }

/** The ring: the plan's stages in order, as long as their splits; without a plan all stages, equally long. */
export function ringSegments(intersection: Intersection, planId: string | undefined): RingSegment[] {
  const plan = intersection.plans.find((each) => each.id === planId)
  const parts: { stage: Stage; lengthS?: number }[] = plan
    ? plan.splits.flatMap((split) => {
        const stage = intersection.stages.find((each) => each.id === split.stage)
        return stage ? [{ stage, lengthS: split.lengthS }] : []
      })
    : []
  const listed: typeof parts = parts.length > 0 ? parts : intersection.stages.map((stage) => ({ stage }))
  const total = listed.reduce((sum, part) => sum + (part.lengthS ?? 1), 0)
  let at = 0
  return listed.map((part) => {
    const from = at / total
    at += part.lengthS ?? 1
    return { ...part, from, to: at / total }
  })
}

export type Progress = { elapsedS: number; remainingS?: number; share: number }

/** How far the running stage is. The share is of its planned time, else of its split. */
export function progressOf(
  live: Pick<LiveIntersection, 'stageSince' | 'plannedEnd'>,
  splitS: number | undefined,
  now: number,
): Progress | undefined {
  if (!live.stageSince) return undefined
  const since = Date.parse(live.stageSince)
  const elapsedS = Math.max(0, (now - since) / 1000)
  if (live.plannedEnd) {
    const end = Date.parse(live.plannedEnd)
    const total = (end - since) / 1000
    return {
      elapsedS,
      remainingS: Math.max(0, (end - now) / 1000),
      share: total > 0 ? Math.min(1, elapsedS / total) : 1,
    }
  }
  return { elapsedS, share: splitS ? Math.min(1, elapsedS / splitS) : 1 }
}

export type Planned = { stage: string; from: number; to: number }

/** What is known of the future: the rest of the running stage, then the stage after it. */
export function plannedStages(live: LiveIntersection, now: number, until: number): Planned[] {
  if (!live.stage || live.mode === 'FLASH' || live.mode === 'NIGHT_FLASH') return []
  const end = live.plannedEnd ? Date.parse(live.plannedEnd) : undefined
  if (end === undefined || end <= now) return []
  const planned: Planned[] = [{ stage: live.stage, from: now, to: Math.min(end, until) }]
  if (live.nextStage && live.nextStage !== live.stage && end < until)
    planned.push({ stage: live.nextStage, from: end, to: until })
  return planned
}

export function planOf(intersection: Intersection, id: string | undefined): SignalPlan | undefined {
  return intersection.plans.find((each) => each.id === id)
}
