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

export function useAnswer<T>(path: string | null): Answer<T> {
  const [state, set] = useState<{ path: string | null } & Answer<T>>({ path: null });
  useEffect(() => {
    if (path === null) return;
    let current = true;
    ask<T>(path).then(
      (value) => current && set({ path, value }),
      (e: Error) => current && set({ path, fault: e.message }),
    );
    return () => void (current = false);
  }, [path]);
  return state.path === path ? state : {};
}
