import i18next from 'i18next'
import { useMemo } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { en } from './en'
import { type Format, formatOf } from './format'
import { vi } from './vi'

export type Language = 'vi' | 'en'
const KEY = 'ioc.language'

export function startLanguage(): Promise<unknown> {
  const language: Language = localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'
  document.documentElement.lang = language
  return i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
}

export function switchLanguage(language: Language): void {
  localStorage.setItem(KEY, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** Words for codes that other parts of the centre may extend: the dictionary's where it has one, else the code made readable. */
export type Word = (group: WordGroup, code: string | undefined) => string
export type WordGroup =
  | 'alarmKind'
  | 'rule'
  | 'why'
  | 'rejection'
  | 'verdict'
  | 'fault'
  | 'measure'
  | 'strategy'
  | 'outcome'
  | 'guard'
  | 'detectionBy'
  | 'rungName'
  | 'cause'
  | 'priorityKind'
  | 'priorityState'
  | 'mode'
  | 'lamp'
  | 'quality'
  | 'deviceKind'
  | 'severity'
  | 'roles'

export function readable(code: string): string {
  const words = code.replace(/[_-]+/g, ' ').trim().toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function wordIn(language: Language, group: WordGroup, code: string | undefined): string {
  const dictionary = language === 'en' ? en : vi
  if (!code) return dictionary.common.unknown
  const words: Readonly<Record<string, string>> = dictionary[group]
  return words[code] ?? readable(code)
}

type PathsOf<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${PathsOf<T[K]>}`
}[keyof T & string]

/** A text of the dictionaries. i18next's own typing of keys costs a minute of compiling; this one nothing. */
export type TextKey = PathsOf<typeof vi>
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

export type Words = {
  t: Translate
  language: Language
  format: Format
  word: Word
  /** A name of the street in the language of the screen. */
  name: (name: { vi: string; en: string }) => string
}

export function wordsIn(language: Language, t: Translate): Words {
  return {
    t,
    language,
    format: formatOf(language),
    word: (group, code) => wordIn(language, group, code),
    name: (name) => name[language],
  }
}

export function useWords(): Words {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'vi'
  return useMemo(() => wordsIn(language, (key, values) => String(t(key, { ...values }))), [t, language])
}
