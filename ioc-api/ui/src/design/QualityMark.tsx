import { useWords } from '../i18n'
import type { Quality } from '../live/types'

const SHAPES: Record<Quality, string> = {
  GOOD: 'M8 4.500a3.500 3.500 0 110 7 3.500 3.500 0 010-7z',
  STALE: 'M8 3a5 5 0 110 10A5 5 0 018 3zM8 5.500V8l2 1.500',
  OFFLINE: 'M3.500 3.500l9 9M12.500 3.500l-9 9',
  FAULTY: 'M8 2l6.500 11.500h-13zM8 6v4M8 11.700v.3',
  UNKNOWN: 'M5.500 6a2.500 2.500 0 113.500 2.300c-.7.4-1 .8-1 1.700M8 12.500v.3',
}

/** Whether to believe a device: shape and word; coloured only when one should not. */
export function QualityMark({ quality, word = true }: { quality: Quality; word?: boolean }) {
  const words = useWords()
  return (
    <span className="quality" data-quality={quality}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path
          d={SHAPES[quality]}
          fill={quality === 'GOOD' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth={quality === 'GOOD' ? 0 : 1.6}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {word ? words.word('quality', quality) : <span className="sr">{words.word('quality', quality)}</span>}
    </span>
  )
}
