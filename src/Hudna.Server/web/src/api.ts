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
  const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Hudna-Reader': '1' }, body: JSON.stringify(body) });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
  }
  kept.clear();
  listeners.forEach((l) => l());
}

export interface ReaderWord { kind: string; subjects: string[]; reader: string; reason: string; field?: string; value?: string }

/** What became of a decision: its id, and the incident where what was decided stands now, if any. */
export interface Decided { id: string; incident: string | null }

const listeners = new Set<() => void>();

/** Decides something; what the pages show is asked for anew afterwards. */
export async function decide(word: ReaderWord): Promise<Decided> {
  const response = await fetch('/api/decisions', {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Hudna-Reader': '1' }, body: JSON.stringify(word),
  });
  const answer = (await response.json().catch(() => null)) as (Decided & { detail?: string }) | null;
  if (!response.ok || !answer) throw new Error(answer?.detail ?? `${response.status} ${response.statusText}`);
  kept.clear();
  listeners.forEach((l) => l());
  return answer;
}

/** The answer to a question; a new turn asks again, and the old answer stands until the new one is here. */
export function useAnswer<T>(path: string | null, turn = 0): Answer<T> {
  const [state, set] = useState<{ path: string | null } & Answer<T>>({ path: null });
  const [round, next] = useState(0);
  useEffect(() => {
    const listener = () => next((n) => n + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  useEffect(() => {
    if (path === null) return;
    let current = true;
    ask<T>(path).then(
      (value) => current && set({ path, value }),
      (e: Error) => current && set({ path, fault: e.message }),
    );
    return () => void (current = false);
  }, [path, turn, round]);
  return state.path === path ? state : {};
}
