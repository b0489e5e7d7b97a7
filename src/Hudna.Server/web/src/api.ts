import { useEffect, useState } from 'preact/hooks';

/** An answer that is on its way, here, or will not come. */
export type Answer<T> = { value?: T; fault?: string };

const kept = new Map<string, Promise<unknown>>();

/** Asks the server; the same question is asked once while the page stays open. */
export function ask<T>(path: string): Promise<T> {
  let answer = kept.get(path) as Promise<T> | undefined;
  if (!answer) {
    answer = fetch(path).then(async (response) => {
      if (response.ok) return (await response.json()) as T;
      const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
      throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
    });
    answer.catch(() => kept.delete(path));
    kept.set(path, answer);
  }
  return answer;
}

/** Sends something that changes the record; what was kept of earlier answers is forgotten. */
export async function send(path: string, body: unknown): Promise<void> {
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
  }
  kept.clear();
}

/** The answer to a question; a new turn asks again, and the old answer stands until the new one is here. */
export function useAnswer<T>(path: string | null, turn = 0): Answer<T> {
  const [state, set] = useState<{ path: string | null } & Answer<T>>({ path: null });
  useEffect(() => {
    if (path === null) return;
    let current = true;
    ask<T>(path).then(
      (value) => current && set({ path, value }),
      (e: Error) => current && set({ path, fault: e.message }),
    );
    return () => void (current = false);
  }, [path, turn]);
  return state.path === path ? state : {};
}
