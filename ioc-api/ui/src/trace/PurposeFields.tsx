import { useId } from 'react'
import { useWords } from '../i18n'
import type { SearchOrder } from './queries'

export const NOTHING: SearchOrder = { pattern: '', lookAlikes: true, purpose: '', reference: '' }

/** Which vehicle, what for and by whose order: the same fields for a search and for the hotlist. */
export function PurposeFields({
  order,
  change,
}: {
  order: SearchOrder
  change: (order: SearchOrder) => void
}) {
  const { t } = useWords()
  const hint = useId()
  const purposeHint = useId()
  return (
    <>
      <label>
        {t('trace.pattern')}
        <input
          className="mono plate-input"
          value={order.pattern}
          required
          minLength={3}
          maxLength={24}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={hint}
          onChange={(event) => change({ ...order, pattern: event.target.value.toUpperCase() })}
        />
        <small id={hint}>{t('trace.patternHint')}</small>
      </label>
      <label>
        {t('trace.purpose')}
        <input
          value={order.purpose}
          required
          minLength={10}
          maxLength={300}
          aria-describedby={purposeHint}
          onChange={(event) => change({ ...order, purpose: event.target.value })}
        />
        <small id={purposeHint}>{t('trace.purposeHint')}</small>
      </label>
      <label>
        {t('trace.reference')}
        <input
          value={order.reference}
          required
          minLength={3}
          maxLength={80}
          onChange={(event) => change({ ...order, reference: event.target.value })}
        />
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={order.lookAlikes}
          onChange={(event) => change({ ...order, lookAlikes: event.target.checked })}
        />
        {t('trace.lookAlikes')}
      </label>
    </>
  )
}
