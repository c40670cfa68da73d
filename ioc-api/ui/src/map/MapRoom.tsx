import 'maplibre-gl/dist/maplibre-gl.css'
import { useQueries } from '@tanstack/react-query'
import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useRoute, useSelect } from '../app/route'
import { tokens, useTheme } from '../design/tokens'
import { useWords } from '../i18n'
import { useLiveStore, useWanted } from '../live/hooks'
import {
  type City,
  type IntersectionSummary,
  type Network,
  siteQuery,
  useCity,
  useDevices,
  useIntersections,
  useNetwork,
  useSession,
} from '../session/api'
import { useProblemText } from '../session/useProblemText'
import { CityMap, type StreetData } from './CityMap'
import { Legend } from './Legend'

maplibre.setWorkerUrl(workerUrl)

/** The canvas of the first room: needs the network and the intersections; the rest joins as it comes. */
export default function MapRoom({ openList }: { openList: () => void }) {
  const { t } = useWords()
  const problemText = useProblemText()
  const network = useNetwork()
  const city = useCity()
  const intersections = useIntersections()
  if (network.data && intersections.data && city.data)
    return (
      <Loaded
        network={network.data}
        city={city.data}
        intersections={intersections.data}
        openList={openList}
      />
    )
  const failed = [network, city, intersections].find((each) => each.isError)
  return (
    <p className="notice">
      {failed ? problemText(failed.error) : t('common.loading', { what: t('map.network') })}
    </p>
  )
}

function Loaded({
  network,
  city,
  intersections,
  openList,
}: {
  network: Network
  city: City
  intersections: readonly IntersectionSummary[]
  openList: () => void
}) {
  const { t, name } = useWords()
  const theme = useTheme()
  const route = useRoute()
  const select = useSelect()
  const store = useLiveStore()
  const session = useSession()
  useWanted('intersection/*')
  useWanted('link/*')
  useWanted('device/*')
  const devices = useDevices().data
  const sites = useQueries({
    queries: intersections.map((each) => siteQuery(session, each.id)),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  })
  const place = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const map = useRef<CityMap>(undefined)
  const [failed, setFailed] = useState(false)
  const [legend, setLegend] = useState(false)
  const data: StreetData = useMemo(
    () => ({ network, city, intersections, sites, devices: (devices ?? []).map((each) => each.device) }),
    [network, city, intersections, sites, devices],
  )
  const words = useMemo(
    () => ({ name, age: (unit: 's' | 'min' | 'h' | 'd', n: number) => t(`age.${unit}`, { n }) }),
    [name, t],
  )
  const latest = useRef({ data, words, select })
  latest.current = { data, words, select }

  useEffect(() => {
    if (!place.current || !canvas.current) return
    try {
      const made = new CityMap(
        place.current,
        canvas.current,
        store,
        latest.current.data,
        latest.current.words,
        (to) => latest.current.select(to),
      )
      map.current = made
      return () => {
        map.current = undefined
        made.close()
      }
    } catch {
      setFailed(true)
    }
  }, [store])
  useEffect(() => map.current?.show(data, words), [data, words])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of theme is a change of tokens
  useEffect(() => map.current?.colour(tokens()), [theme])
  useEffect(() => map.current?.select(route.select), [route.select])

  if (failed) return <p className="notice">{t('map.failed')}</p>
  return (
    <section className="map" aria-label={t('map.label')}>
      <div ref={place} className="map-streets" />
      <canvas ref={canvas} className="map-overlay" />
      <div className="map-tools">
        <button type="button" onClick={() => map.current?.fitCity()}>
          {t('map.fit')}
        </button>
        <button
          type="button"
          className="icon"
          aria-label={t('map.zoomIn')}
          onClick={() => map.current?.zoomBy(1)}
        >
          +
        </button>
        <button
          type="button"
          className="icon"
          aria-label={t('map.zoomOut')}
          onClick={() => map.current?.zoomBy(-1)}
        >
          −
        </button>
        <button type="button" aria-pressed={legend} onClick={() => setLegend(!legend)}>
          {t('map.legend')}
        </button>
        <button type="button" className="map-list" onClick={openList}>
          {t('map.list')}
        </button>
      </div>
      {legend && <Legend />}
      <p className="sr">{t('map.help')}</p>
    </section>
  )
}
