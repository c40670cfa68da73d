/** What a key means at the desk where cases are decided on. */
export type Command =
  | 'next'
  | 'previous'
  | 'accept'
  | 'reject'
  | 'undo'
  | 'play'
  | 'back'
  | 'forward'
  | 'instant'
  | 'enlarge'
  | 'close'
  | { reason: number }

export type Press = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** Where the keyboard is: in a text, on something that has own uses for arrows or the space bar, or on nothing in particular. */
export type Place = 'text' | 'slider' | 'button' | 'elsewhere'

const LETTERS: Readonly<Record<string, Command>> = {
  j: 'next',
  k: 'previous',
  a: 'accept',
  r: 'reject',
  u: 'undo',
  c: 'instant',
  z: 'enlarge',
}
const ARROWS: Readonly<Record<string, Command>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
}
/** A key that is held down must not decide on case after case. */
const ONCE: readonly Command[] = ['accept', 'reject', 'undo', 'enlarge', 'play']

export function commandOf(
  press: Press,
  place: Place,
  open: { rejecting: boolean; enlarged: boolean },
): Command | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined
  if (press.key === 'Escape') return open.rejecting || open.enlarged ? 'close' : undefined
  if (place === 'text') return undefined
  if (open.rejecting && /^\d$/.test(press.key))
    return press.repeat ? undefined : { reason: (Number(press.key) + 9) % 10 }
  const command =
    LETTERS[press.key.toLowerCase()] ??
    (place === 'slider' ? undefined : ARROWS[press.key]) ??
    (press.key === ' ' && place === 'elsewhere' ? 'play' : undefined)
  if (!command || (press.repeat && ONCE.includes(command))) return undefined
  if (open.enlarged && !['enlarge', 'back', 'forward'].includes(command as string)) return undefined
  return command
}

export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement)) return 'elsewhere'
  if (target instanceof HTMLInputElement && target.type === 'range') return 'slider'
  if (target.matches('input, textarea, select, [contenteditable]')) return 'text'
  return target.closest('button, a, summary') ? 'button' : 'elsewhere'
}
