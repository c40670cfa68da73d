import type { LiveCandidate, LiveDecision, Values } from '../live/types'

/** What speaks for a stage: who waits and who still comes. Passenger-car units and seconds. */
export type Weight = { queuePcu?: number; arrivingPcu?: number; arrivingInS?: number }

/** The two sides of a decision: the stage that was taken, by way of all-red or not, and the best of those that were not. */
export type Weighed = { taken?: LiveCandidate; rival?: LiveCandidate }

/** Less than a tenth of a unit is nobody. */
const NOBODY_PCU = 0.05

export function numberOf(values: Values, key: string): number | undefined {
  const text = values[key]
  const n = text === undefined || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(n) ? n : undefined
}

/** Who is not worth a mention beside the others: less than this part of them. */
const MENTIONED = 0.25

export function weightOf(values: Values): Weight {
  const somebody = (key: string) => {
    const pcu = numberOf(values, key)
    return pcu !== undefined && pcu >= NOBODY_PCU ? pcu : undefined
  }
  const arrivingPcu = somebody('arrivingPcu')
  return {
    queuePcu: somebody('queuePcu'),
    arrivingPcu,
    arrivingInS: arrivingPcu === undefined ? undefined : numberOf(values, 'arrivingInS'),
  }
}

/** The same without those who hardly count: what a sentence tells. */
export function mentioned({ queuePcu, arrivingPcu, arrivingInS }: Weight): Weight {
  const of = (one = 0, other = 0) => one > 0 && one >= other * MENTIONED
  const coming = of(arrivingPcu, queuePcu)
  return {
    queuePcu: of(queuePcu, arrivingPcu) ? queuePcu : undefined,
    arrivingPcu: coming ? arrivingPcu : undefined,
    arrivingInS: coming ? arrivingInS : undefined,
  }
}

/** The stage that ran when the decision was taken. */
export function runningStage(line: LiveDecision): string | undefined {
  return line.action === 'HOLD' ? line.stage : line.values.fromStage
}

export function weighed(line: LiveDecision): Weighed {
  const all = cheapestFirst(line.candidates ?? [])
  const wanted = line.values.for ?? line.stage
  const others = all.filter((each) => each.stage !== wanted)
  const running = runningStage(line)
  return {
    taken: all.find((each) => each.stage === wanted),
    rival:
      line.action === 'CHANGE_TO' ? (others.find((each) => each.stage === running) ?? others[0]) : others[0],
  }
}

/** The least cost wins. */
export function cheapestFirst(candidates: readonly LiveCandidate[]): readonly LiveCandidate[] {
  return [...candidates].sort((a, b) => a.costPcuS - b.costPcuS)
}
