import type { EvidenceItem } from '../session/api'

/** What is missing of the evidence and why, as the makers of evidence write it, taken apart. */
export type Missing = { kind?: EvidenceItem['kind'] } & (
  | { why: 'noPicture'; at: number }
  | { why: 'unreadable'; at: number }
  | { why: 'outside' }
  | { why: 'noClip'; from: number; to: number }
  | { why: 'cut'; from: number; to: number }
  | { why: 'leftOut'; at: number }
  | { why: 'nobody'; camera: string }
  | { why: 'document' }
  | { why: 'other'; text: string }
)

const KINDS = ['STILL_BEFORE', 'STILL_AT', 'STILL_AFTER', 'CLOSE_UP', 'CLIP', 'ORIGINAL_AT'] as const
const AT = String.raw`(\d{4}-\d\d-\d\dT[\d:.]+Z)`

const SHAPES: readonly [RegExp, (found: readonly string[]) => Missing][] = [
  [new RegExp(`no picture within .* of ${AT}`), ([at]) => ({ why: 'noPicture', at: time(at) })],
  [new RegExp(`the picture of ${AT} cannot be read`), ([at]) => ({ why: 'unreadable', at: time(at) })],
  [/is not within the picture/, () => ({ why: 'outside' })],
  [
    new RegExp(`no pictures from ${AT} to ${AT}`),
    ([from, to]) => ({ why: 'noClip', from: time(from), to: time(to) }),
  ],
  [
    new RegExp(`it shows ${AT} to ${AT} only`),
    ([from, to]) => ({ why: 'cut', from: time(from), to: time(to) }),
  ],
  [new RegExp(`the picture of ${AT} is left out`), ([at]) => ({ why: 'leftOut', at: time(at) })],
  [/^no process that watches (\S+) has answered/, ([camera]) => ({ why: 'nobody', camera: camera ?? '' })],
  [/^its document cannot be read/, () => ({ why: 'document' })],
]

/** A reason that this screen does not know is shown as it came: better in the wrong language than not at all. */
export function missingOf(text: string): Missing {
  const [, word, rest] = /^([A-Z_]+): (.*)$/s.exec(text) ?? []
  const kind = KINDS.find((each) => each === word)
  const said = kind ? (rest ?? '') : text
  for (const [shape, make] of SHAPES) {
    const found = shape.exec(said)
    if (found) return { kind, ...make(found.slice(1)) }
  }
  return { kind, why: 'other', text: said }
}

function time(text: string | undefined): number {
  return Date.parse(text ?? '')
}
