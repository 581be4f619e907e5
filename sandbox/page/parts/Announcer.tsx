import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnouncerContext = createContext<(text: string) => void>(() => {});

/** One polite live region for the whole page. */
export function AnnouncerProvider({ children }: { children: ReactNode }) {
  const [news, setNews] = useState({ text: '', count: 0 });
  const announce = useCallback((text: string) => setNews(({ count }) => ({ text, count: count + 1 })), []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <div className="hidden" aria-live="polite" aria-atomic="true">
        <span key={news.count}>{news.text}</span>
      </div>
    </AnnouncerContext>
  );
}

export function useAnnounce(): (text: string) => void {
  return useContext(AnnouncerContext);
}
