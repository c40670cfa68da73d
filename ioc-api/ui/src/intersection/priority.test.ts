import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Translate, wordsIn } from '../i18n'
import { en } from '../i18n/en'
import type { LivePriority } from '../live/types'
import { arrivalText, vehicleOf } from './priority'

const translate: Translate = (key, values) => i18next.t(key, { ...values })

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  })
})

const AT = Date.parse('2026-11-21T07:05:00Z')
const asked = (id: string): LivePriority => ({
  id,
  kind: 'BUS',
  group: 'N2',
  by: 'vt-01-ctl',
  requestedAt: new Date(AT - 10_000).toISOString(),
  arrivesAt: new Date(AT).toISOString(),
  expiresAt: new Date(AT + 60_000).toISOString(),
  state: 'ASKED',
})
const arrives = (now: number) =>
  arrivalText(asked('x'), now, wordsIn('en', translate)).replaceAll('\u00a0', ' ')

describe('a vehicle that asks for priority', () => {
  it('is expected in so many seconds, then now, then late', () => {
    expect(arrives(AT - 12_400)).toBe('due in 12 s')
    expect(arrives(AT + 1_000)).toBe('due at the stop line')
    expect(arrives(AT + 8_000)).toBe('8 s late')
  })
  it('is named as its receiver names it, where a receiver asks', () => {
    expect(vehicleOf(asked('vt-01-ctl/bus-7'))).toBe('bus-7')
    expect(vehicleOf(asked('0b9c7a'))).toBeUndefined()
  })
})
