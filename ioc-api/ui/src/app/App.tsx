import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { LiveContext } from '../live/hooks'
import { LiveStore } from '../live/store'
import { SessionContext, useSessionState } from '../session/api'
import { ChangePassword, LoginPage, Resuming } from '../session/LoginPage'
import { Problem } from '../session/problem'
import { Session } from '../session/session'
import { ErrorFence } from './ErrorFence'
import { Shell } from './Shell'

/** Composition root of the screen. */
export function App() {
  const [session] = useState(() => new Session())
  const [store] = useState(() => new LiveStore(() => session.liveAddress()))
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            // What was refused stays refused; what could not be reached is tried again.
            retry: (failures, error) =>
              failures < 5 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
            retryDelay: (attempt) => Math.min(10_000, 1000 * 2 ** attempt),
            refetchOnWindowFocus: false,
          },
        },
      }),
  )
  useEffect(() => void session.resume(), [session])
  return (
    <ErrorFence>
      <SessionContext value={session}>
        <LiveContext value={store}>
          <QueryClientProvider client={queries}>
            <Gate store={store} queries={queries} />
          </QueryClientProvider>
        </LiveContext>
      </SessionContext>
    </ErrorFence>
  )
}

function Gate({ store, queries }: { store: LiveStore; queries: QueryClient }) {
  const state = useSessionState()
  const user = state.phase === 'in' && !state.user.mustChangePassword ? state.user.name : undefined
  useEffect(() => {
    if (!user) return
    store.start()
    return () => {
      store.stop()
      queries.clear()
    }
  }, [user, store, queries])
  if (state.phase === 'unknown') return <Resuming />
  if (state.phase === 'out') return <LoginPage ended={state.reason === 'ended'} />
  if (state.user.mustChangePassword) return <ChangePassword />
  return <Shell user={state.user} />
}
