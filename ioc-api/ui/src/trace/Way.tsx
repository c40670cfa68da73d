import { Fragment, useMemo } from 'react'
import { useWords } from '../i18n'
import { ageParts } from '../i18n/format'
import { useLiveStore } from '../live/hooks'
import { useDevices, useNetwork, type VehicleSightings } from '../session/api'
import { frameOf, marksOf, type Stop, wayOf } from './way'

const WIDTH = 720
const HEIGHT = 420
const MARGIN = 28

/** Where a vehicle was: the stops numbered on the street network, and the same numbers down the time line. */
export function Way({ seen }: { seen: VehicleSightings }) {
  const { t } = useWords()
  const stops = useMemo(() => wayOf(seen.items), [seen])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key
    <section className="scroll padded" tabIndex={0} aria-labelledby="way-title">
      <h2 id="way-title">{t('trace.way', { plate: seen.plate })}</h2>
      {seen.more && <p className="notice small">{t('trace.first1000')}</p>}
      <WayMap stops={stops} />
      <h3>{t('trace.timeline')}</h3>
      <TimeLine stops={stops} />
    </section>
  )
}

function WayMap({ stops }: { stops: readonly Stop[] }) {
  const { t } = useWords()
  const network = useNetwork().data
  const placed = stops.flatMap((stop) => stop.sightings[0]?.place ?? [])
  const marks = marksOf(stops)
  const streets = (network?.links ?? []).map((link) => link.line)
  const frame = frameOf([...streets.flat(), ...placed], WIDTH, HEIGHT, MARGIN)
  if (!frame || placed.length === 0) return null
  const points = (line: readonly { lon: number; lat: number }[]) =>
    line.map((each) => `${frame.x(each.lon).toFixed(1)},${frame.y(each.lat).toFixed(1)}`).join(' ')
  return (
    <svg className="way-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('trace.map')}>
      {(network?.links ?? []).map((link) => (
        <polyline key={link.id} className="way-street" points={points(link.line)} />
      ))}
      <polyline className="way-line" points={points(placed)} />
      {marks.map(({ place, label }) => (
        <g
          key={label}
          transform={`translate(${frame.x(place.lon).toFixed(1)} ${frame.y(place.lat).toFixed(1)})`}
        >
          <rect
            className="way-stop"
            x={-8 - 4 * label.length}
            y="-11"
            width={16 + 8 * label.length}
            height="22"
            rx="11"
          />
          <text className="way-number" textAnchor="middle" dy="4">
            {label}
          </text>
        </g>
      ))}
    </svg>
  )
}

function TimeLine({ stops }: { stops: readonly Stop[] }) {
  const { t, format, name } = useWords()
  const now = useLiveStore().now()
  const devices = useDevices().data
  return (
    <ol className="way-times">
      {stops.map((stop, index) => {
        const [first] = stop.sightings
        if (!first) return null
        const camera = devices?.find((each) => each.device.id === first.camera)?.device
        const gap = stop.gapMs === undefined ? undefined : ageParts(stop.gapMs)
        return (
          <Fragment key={first.at}>
            {gap && (
              <li className="way-gap">{t('trace.gap', { age: t(`age.${gap.unit}`, { n: gap.n }) })}</li>
            )}
            <li>
              <b className="way-mark">{index + 1}</b>
              <span className="mono">{format.moment(Date.parse(first.at), now)}</span>
              <span>
                {camera ? name(camera.name) : first.camera}
                {!first.place && ` (${t('trace.noPlace')})`}
                {stop.sightings.length > 1 && ` × ${stop.sightings.length}`}
              </span>
              <span className="way-trust">
                {first.autoAccept
                  ? t('trace.sure')
                  : t('trace.doubtful', { share: `${format.number(first.confidence * 100)} %` })}
              </span>
            </li>
          </Fragment>
        )
      })}
    </ol>
  )
}
