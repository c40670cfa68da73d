import type { EvidenceItem, ViolationCase } from '../session/api'

export const STILLS = ['STILL_BEFORE', 'STILL_AT', 'STILL_AFTER'] as const
export type Enlarged = 'STILL_BEFORE' | 'STILL_AT' | 'STILL_AFTER' | 'CLOSE_UP'
const TO_ENLARGE: readonly Enlarged[] = [...STILLS, 'CLOSE_UP']

export function itemOf(one: ViolationCase | undefined, kind: EvidenceItem['kind']): EvidenceItem | undefined {
  return one?.evidence.items?.find((item) => item.kind === kind)
}

/** The picture beside this one that the case has; this one at the end. */
export function nextEnlarged(one: ViolationCase | undefined, from: Enlarged, step: 1 | -1): Enlarged {
  const there = TO_ENLARGE.filter((kind) => itemOf(one, kind))
  return there[there.indexOf(from) + step] ?? from
}

/** What is said to be missing of a kind of picture. */
export function missingFor(one: ViolationCase, kind: EvidenceItem['kind']): readonly string[] {
  return one.evidence.missing.filter((text) => text.startsWith(`${kind}: `))
}
