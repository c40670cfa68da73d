import type { Severity } from '../live/types'

const SHAPES: Record<Severity, string> = {
  CRITICAL: 'M8 1l7 7-7 7-7-7z',
  HIGH: 'M8 1.500L15 14H1z',
  MEDIUM: 'M8 2a6 6 0 110 12A6 6 0 018 2z',
  LOW: 'M8 3a5 5 0 110 10A5 5 0 018 3z',
}

/** Colour and shape of a severity; the word stands beside it. */
export function SeverityMark({ severity, pulse = false }: { severity: Severity; pulse?: boolean }) {
  return (
    <svg
      className={pulse ? 'severity pulse' : 'severity'}
      data-severity={severity}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
    >
      <path
        d={SHAPES[severity]}
        fill={severity === 'LOW' ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={severity === 'LOW' ? 2 : 0}
      />
    </svg>
  )
}
