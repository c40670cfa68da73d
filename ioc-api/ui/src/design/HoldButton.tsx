import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n'

const HOLD_MS = 1_000

/** A button for what should not happen by a slip: it acts after it was held down for a second, by pointer or key. */
export function HoldButton({
  children,
  disabled = false,
  onConfirm,
}: {
  children: string
  disabled?: boolean
  onConfirm: () => void
}) {
  const { t } = useWords()
  const [holding, setHolding] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    setHolding(false)
  }
  const start = () => {
    if (disabled || timer.current) return
    setHolding(true)
    timer.current = setTimeout(() => {
      stop()
      onConfirm()
    }, HOLD_MS)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const isKey = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter'
  return (
    <button
      type="button"
      className="hold"
      data-holding={holding}
      disabled={disabled}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!isKey(event)) return
        event.preventDefault()
        start()
      }}
      onKeyUp={(event) => isKey(event) && stop()}
      onBlur={stop}
    >
      <span>{children}</span>
      <small>{t('common.holdToConfirm')}</small>
    </button>
  )
}
