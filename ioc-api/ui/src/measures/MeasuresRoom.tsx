import { useMemo, useState } from 'react'
import { goTo, useFilter, useRoute } from '../app/route'
import { useWords } from '../i18n'
import { dayOf } from '../i18n/format'
import { useGroupText } from '../intersection/useGroupText'
import { useLiveStore } from '../live/hooks'
import { type Site, useIntersections, useSite } from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { CoordinationCard } from './CoordinationCard'
import { Crosshair } from './crosshair'
import { LogStrip } from './LogStrip'
import { MeasureCard } from './MeasureCard'
import './measures.css'
import { useCycles, useMeasure, useMeasureList } from './queries'
import { BINS, hoursOf, type Range, rangeOf } from './range'
import { SplitCard } from './SplitCard'
import type { MeasureName } from './views'

/** What stands in the first row answers most questions; what the fewest ask, or no cabinet here can tell, comes last. */
const ORDER: readonly MeasureName[] = [
  'arrival_on_green',
  'actuations',
  'approach_delay',
  'split_failures',
  'terminations',
  'coordination',
  'ped_delay',
  'ped',
  'full_ped',
  'yellow_red',
  'phase_wait',
  'splits',
]

/** The engineer's bench: how well an intersection's signals serve who comes, from its event log. */
export default function MeasuresRoom() {
  const { t, name } = useWords()
  const problemText = useProblemText()
  const intersections = useIntersections()
  const [at, setAt] = useFilter('at')
  const id = at ?? intersections.data?.[0]?.id
  const store = useLiveStore()
  const [asked, setAsked] = useState(() => store.now())
  const { filters } = useRoute()
  const range = useMemo(() => rangeOf(filters, asked), [filters, asked])
  return (
    <section className="room" aria-labelledby="measures-title">
      <header className="room-head">
        <h1 id="measures-title">{t('measures.title')}</h1>
        <div className="filters measures-filters">
          <label>
            {t('measures.intersection')}
            <select
              value={id ?? ''}
              onChange={(event) => setAt(event.target.value)}
              disabled={!intersections.data}
            >
              {(intersections.data ?? []).map((each) => (
                <option key={each.id} value={each.id}>
                  {name(each.name)}
                </option>
              ))}
            </select>
          </label>
          <TimeChoice range={range} />
          <button type="button" onClick={() => setAsked(store.now())} disabled={range.kind === 'day'}>
            {t('measures.refresh')}
          </button>
        </div>
      </header>
      {intersections.isError && <p className="notice">{problemText(intersections.error)}</p>}
      {!id && !intersections.isError && (
        <p className="notice">{t('common.loading', { what: t('measures.list') })}</p>
      )}
      {id && <Bench key={id} id={id} range={range} />}
    </section>
  )
}

function TimeChoice({ range }: { range: Range }) {
  const { t } = useWords()
  const route = useRoute()
  const store = useLiveStore()
  const [hoursText] = useFilter('hours')
  const [, setBin] = useFilter('bin')
  const [incomplete, setIncomplete] = useFilter('incomplete')
  const [first, last] = hoursOf(hoursText)
  const set = (changes: Record<string, string | undefined>) => {
    const filters: Record<string, string> = {}
    for (const [key, value] of Object.entries({ ...route.filters, ...changes }))
      if (value) filters[key] = value
    goTo({ ...route, filters }, true)
  }
  const kinds = {
    last3: { range: undefined, day: undefined, hours: undefined },
    last24: { range: '24h', day: undefined, hours: undefined },
    day: { range: undefined, day: dayOf(store.now()), hours: undefined },
  } as const
  return (
    <>
      <fieldset className="segments" aria-label={t('measures.time')}>
        {(['last3', 'last24', 'day'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={range.kind === kind}
            onClick={() => set({ ...kinds[kind], bin: undefined })}
          >
            {t(`measures.${kind}`)}
          </button>
        ))}
      </fieldset>
      {range.kind === 'day' && (
        <>
          <label>
            {t('measures.date')}
            <input
              type="date"
              value={dayOf(range.from)}
              max={dayOf(store.now())}
              onChange={(event) => event.target.value && set({ day: event.target.value })}
            />
          </label>
          <label>
            {t('measures.fromHour')}
            <select
              value={first}
              onChange={(event) =>
                set({ hours: `${event.target.value}-${Math.max(last, Number(event.target.value) + 1)}` })
              }
            >
              {Array.from({ length: 24 }, (_, hour) => hour).map((hour) => (
                <option key={hour} value={hour}>
                  {hour}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('measures.toHour')}
            <select
              value={last}
              onChange={(event) =>
                set({ hours: `${Math.min(first, Number(event.target.value) - 1)}-${event.target.value}` })
              }
            >
              {Array.from({ length: 24 }, (_, hour) => hour + 1).map((hour) => (
                <option key={hour} value={hour}>
                  {hour}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <label>
        {t('measures.bin')}
        <select value={range.bin} onChange={(event) => setBin(event.target.value)}>
          {BINS.map((bin) => (
            <option key={bin} value={bin}>
              {bin === '1h' ? t('measures.hour') : t('measures.minutes', { n: bin.slice(0, -1) })}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={incomplete === '1'}
          onChange={(event) => setIncomplete(event.target.checked ? '1' : undefined)}
        />
        {t('measures.incomplete')}
      </label>
    </>
  )
}

function Bench({ id, range }: { id: string; range: Range }) {
  const { t } = useWords()
  const problemText = useProblemText()
  const site = useSite(id)
  if (site.isError) return <p className="notice">{problemText(site.error)}</p>
  if (!site.data)
    return <p className="notice">{t('common.loading', { what: t('measures.intersection').toLowerCase() })}</p>
  return <Charts site={site.data} range={range} />
}

function Charts({ site, range }: { site: Site; range: Range }) {
  const { t } = useWords()
  const { intersection, devices } = site
  const [crosshair] = useState(() => new Crosshair())
  const [number, setNumber] = useFilter('group')
  const [incomplete] = useFilter('incomplete')
  const groupText = useGroupText(intersection)
  const list = useMeasureList(intersection.id).data?.measures
  const vehicles = intersection.groups.filter((group) => group.kind === 'VEHICLE')
  const group = vehicles.find((each) => String(each.number) === number) ?? vehicles[0]
  // One thing first: the diagram, then the rest beside each other.
  const ready = !useCycles(intersection.id, range, group?.number, group !== undefined).isPending
  const data = useMeasure(intersection.id, 'has_data', range, false, ready)
  const whole = useMemo(
    () => new Set((data.data?.rows ?? []).map((row) => Date.parse(String(row[0])))),
    [data.data],
  )
  if (!group) return <p className="notice">{t('measures.noGroups')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="scroll bench" tabIndex={0} aria-label={t('measures.title')}>
      <div className="bench-head">
        <label>
          {t('measures.group')}
          <select value={group.number} onChange={(event) => setNumber(event.target.value)}>
            {vehicles.map((each) => (
              <option key={each.id} value={each.number}>
                {groupText(each)}
              </option>
            ))}
          </select>
        </label>
        <LogStrip range={range} whole={data.data && whole} crosshair={crosshair} />
      </div>
      <div className="cards">
        <CoordinationCard
          key={group.id}
          intersection={intersection}
          group={group}
          range={range}
          crosshair={crosshair}
        />
        {ORDER.slice(0, 4).map((each) => card(each))}
        <SplitCard intersection={intersection} range={range} ready={ready} crosshair={crosshair} />
        {ORDER.slice(4).map((each) => card(each))}
      </div>
    </section>
  )

  function card(each: MeasureName) {
    return (
      group && (
        <MeasureCard
          key={each}
          name={each}
          described={list?.find((one) => one.name === each)}
          intersection={intersection}
          devices={devices}
          group={group}
          range={range}
          incomplete={incomplete === '1'}
          ready={ready}
          whole={whole}
          crosshair={crosshair}
        />
      )
    )
  }
}
