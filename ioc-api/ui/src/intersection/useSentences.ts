import { useMemo } from 'react'
import { useWords } from '../i18n'
import type { Intersection } from '../session/api'
import { type Sentences, sentencesOf } from './sentences'

/** The sentences of an intersection in the language of the screen. */
export function useSentences(intersection: Intersection | undefined): Sentences {
  const words = useWords()
  return useMemo(() => sentencesOf(intersection, words), [intersection, words])
}
