import type { Word } from '../i18n'
import type { LiveIntersection } from '../live/types'
import type { Intersection } from '../session/api'

type Control = Intersection['control']
export type ModeTone = 'normal' | 'attention' | 'bad'

/** Whether what an intersection does is as it should be. */
export function modeTone(live: LiveIntersection | undefined, control: Control): ModeTone {
  if (!live) return 'attention'
  if (live.mode === 'FLASH' || isSilent(live)) return 'bad'
  if (control === 'OBSERVED' || live.mode === 'COMMANDED' || live.mode === 'NIGHT_FLASH') return 'normal'
  return 'attention'
}

export function modeText(live: LiveIntersection | undefined, control: Control, word: Word): string {
  if (live && isSilent(live)) return word('mode', 'silent')
  if (control === 'OBSERVED') return word('mode', 'OBSERVED')
  return word('mode', live?.mode)
}

function isSilent(live: LiveIntersection): boolean {
  return live.controller === 'OFFLINE' || live.controller === 'STALE'
}
