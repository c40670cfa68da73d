import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Translate, wordsIn } from '../i18n'
import { en } from '../i18n/en'
import { vi } from '../i18n/vi'
import type { Values } from '../live/types'
import { rungText } from './rung'

const translate: Translate = (key, values) => i18next.t(key, { ...values })

beforeAll(async () => {
  await i18next.init({
    lng: 'en',
    resources: { en: { translation: en }, vi: { translation: vi } },
    interpolation: { escapeValue: false },
  })
})

const said = (values: Values) => {
  const text = rungText(values, wordsIn('en', translate))
  return text && [text.rung, text.cause].filter(Boolean).join(': ')
}

describe('how an intersection is controlled', () => {
  it('is said without a cause on the top rung', () => {
    expect(said({ rung: 'ADAPTIVE_COORDINATED' })).toBe('coordinated adaptive')
  })
  it('names the neighbour that is silent and since when', () => {
    const values = { rung: 'ADAPTIVE', cause: 'NEIGHBOUR_SILENT', neighbour: 'vt-02', neighbours: '3' }
    expect(said({ ...values, notHeard: 'vt-02', silentSince: '2026-11-21T07:05:09Z' })).toBe(
      'isolated adaptive: vt-02 has told nothing of its platoons since 14:05:09',
    )
    expect(said({ ...values, notHeard: 'vt-02 vt-04', heardSince: '2026-11-21T07:05:09Z' })).toBe(
      'isolated adaptive: vt-02, vt-04 told nothing for a while; heard again since 14:05:09',
    )
    expect(said({ ...values, notHeard: 'vt-02' })).toBe(
      'isolated adaptive: vt-02 has told nothing of its platoons yet',
    )
  })
  it('says that an intersection without neighbours is isolated by nature', () => {
    expect(said({ rung: 'ADAPTIVE', cause: 'NO_NEIGHBOURS' })).toBe(
      'isolated adaptive: no intersection with signals lies upstream',
    )
  })
  it('gives the numbers a cause rests on', () => {
    expect(said({ rung: 'ACTUATED', cause: 'LANES_NOT_SEEN', steadyLanes: '3', lanes: '8' })).toBe(
      'vehicle-actuated: only 3 of 8 lanes are seen reliably',
    )
  })
  it('is nothing where the strategy has no ladder', () => {
    expect(said({ greenS: '3' })).toBeUndefined()
  })
})
