import { useSyncExternalStore } from 'react'
import type { Lamp, LevelOfService, Severity } from '../live/types'

export type Theme = 'dark' | 'light'
const KEY = 'ioc.theme'
const listeners = new Set<() => void>()

export function storedTheme(): Theme {
  return localStorage.getItem(KEY) === 'light' ? 'light' : 'dark'
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  localStorage.setItem(KEY, theme)
  cache = undefined
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', tokens()['--ground'])
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => (document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
  )
}

const NAMES = [
  '--ground',
  '--surface-1',
  '--surface-2',
  '--surface-3',
  '--edge',
  '--edge-strong',
  '--text',
  '--text-2',
  '--text-3',
  '--focus',
  '--selected',
  '--critical',
  '--high',
  '--medium',
  '--low',
  '--lamp-red',
  '--lamp-amber',
  '--lamp-green',
  '--lamp-dark',
  '--los-a',
  '--los-b',
  '--los-c',
  '--los-d',
  '--los-e',
  '--los-f',
  '--road',
  '--road-edge',
  '--lane-mark',
  '--water',
] as const
export type TokenName = (typeof NAMES)[number]
export type Tokens = Readonly<Record<TokenName, string>>

let cache: Tokens | undefined

/** The tokens of the theme in force, for canvas and map. */
export function tokens(): Tokens {
  if (!cache) {
    const style = getComputedStyle(document.documentElement)
    cache = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(name).trim()])) as Record<
      TokenName,
      string
    >
  }
  return cache
}

export const LAMP_TOKEN: Record<Lamp, TokenName> = {
  RED: '--lamp-red',
  RED_AMBER: '--lamp-amber',
  GREEN: '--lamp-green',
  AMBER: '--lamp-amber',
  FLASHING_AMBER: '--lamp-amber',
  CLEARANCE: '--lamp-green',
  DARK: '--lamp-dark',
  UNKNOWN: '--lamp-dark',
}

export const LOS_TOKEN: Record<LevelOfService, TokenName> = {
  A: '--los-a',
  B: '--los-b',
  C: '--los-c',
  D: '--los-d',
  E: '--los-e',
  F: '--los-f',
}

export const SEVERITY_TOKEN: Record<Severity, TokenName> = {
  CRITICAL: '--critical',
  HIGH: '--high',
  MEDIUM: '--medium',
  LOW: '--low',
}
