import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useWords } from '../i18n'
import type { EvidenceItem } from '../session/api'
import { usePicture } from './queries'
import { useCaseText } from './useCaseText'

export type ClipHandle = { toggle: () => void; step: (seconds: number) => void; toInstant: () => void }

type Props = { id: string; item: EvidenceItem; at: number; label: string; handle: Ref<ClipHandle> }

/** The clip, scrubbed by seconds from the instant at the stop line; it stands there when it is opened. */
export function Clip({ id, item, at, label, handle }: Props) {
  const { t } = useWords()
  const { seconds } = useCaseText()
  const { url } = usePicture(id, item)
  const video = useRef<HTMLVideoElement>(null)
  const [time, setTime] = useState(0)
  const [length, setLength] = useState(Math.max(0.1, (Date.parse(item.to) - Date.parse(item.from)) / 1000))
  const [playing, setPlaying] = useState(false)
  const [unplayable, setUnplayable] = useState(false)
  const instant = Math.min(length, Math.max(0, (at - Date.parse(item.from)) / 1000))

  const seek = useCallback((to: number) => {
    const playing = video.current
    if (!playing) return
    const place = Math.min(playing.duration || 0, Math.max(0, to))
    playing.currentTime = place
    setTime(place)
  }, [])
  const pause = useCallback(() => video.current?.pause(), [])
  const toggle = useCallback(() => {
    const playing = video.current
    if (!playing) return
    if (!playing.paused) playing.pause()
    // Who turned to another case meanwhile does not miss it.
    else void playing.play().catch(() => {})
  }, [])
  const toInstant = useCallback(() => {
    pause()
    seek(instant)
  }, [pause, seek, instant])
  useImperativeHandle(
    handle,
    () => ({
      toggle,
      step: (by) => {
        pause()
        seek((video.current?.currentTime ?? 0) + by)
      },
      toInstant,
    }),
    [toggle, pause, seek, toInstant],
  )
  // timeupdate comes four times a second; what plays is followed frame by frame.
  useEffect(() => {
    if (!playing) return
    let frame = requestAnimationFrame(function follow() {
      setTime(video.current?.currentTime ?? 0)
      frame = requestAnimationFrame(follow)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing])

  const away = Math.round((time - instant) * 10) / 10
  const words =
    away === 0
      ? t('violations.clip.at')
      : t(away < 0 ? 'violations.clip.before' : 'violations.clip.after', { s: seconds(Math.abs(away)) })
  if (unplayable)
    return (
      <div className="picture-none">
        <p>{t('violations.clip.unplayable')}</p>
        <a className="button" href={url} download={`${id}.mp4`}>
          {t('violations.clip.save')}
        </a>
      </div>
    )
  return (
    <div className="clip">
      <video
        ref={video}
        src={url}
        muted
        playsInline
        preload="auto"
        aria-label={label}
        data-testid="clip"
        onLoadedMetadata={(event) => {
          setLength(event.currentTarget.duration)
          seek(instant)
        }}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onError={() => setUnplayable(true)}
      />
      <div className="clip-bar">
        <button type="button" className="icon" onClick={toggle} disabled={!url}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path
              d={playing ? 'M4 3h3v10H4zM9 3h3v10H9z' : 'M4 2.500l9 5.500-9 5.500z'}
              fill="currentColor"
            />
          </svg>
          <span className="sr">{t(playing ? 'violations.clip.pause' : 'violations.clip.play')}</span>
        </button>
        <span className="clip-track">
          <input
            type="range"
            min={0}
            max={length}
            step={0.05}
            value={Math.min(time, length)}
            aria-label={t('violations.clip.scrub')}
            aria-valuetext={words}
            disabled={!url}
            onChange={(event) => {
              pause()
              seek(Number(event.target.value))
            }}
          />
          <i style={{ left: `${(instant / length) * 100}%` }} aria-hidden="true" />
        </span>
        <button type="button" className="clip-time" onClick={toInstant} disabled={!url}>
          <span className="sr">{t('violations.clip.instant')}: </span>
          <span className="mono">
            {away > 0 ? '+' : away < 0 ? '−' : '±'}
            {seconds(Math.abs(away))} s
          </span>
        </button>
      </div>
    </div>
  )
}
