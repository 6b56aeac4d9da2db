import { readingPlace } from '#src/storage/preferences.ts';

/** `<chapter-contents>` around links to the page's headings: marks the section that is being read, and remembers it. */
class ChapterContents extends HTMLElement {
  #observer: IntersectionObserver | undefined;

  connectedCallback(): void {
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    // A section is being read from the moment its heading passes the upper third of the screen.
    this.#observer = new IntersectionObserver(() => mark(links), { rootMargin: '0px 0px -66% 0px' });
    for (const heading of links.keys()) this.#observer.observe(heading);
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
  }
}

function mark(links: ReadonlyMap<Element, HTMLAnchorElement>): void {
  const passed = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
  const current = passed.at(-1);
  for (const [heading, link] of links) {
    if (heading === current) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
  const { pathname } = location;
  const link = current && links.get(current);
  // Who comes back to a chapter begins at its top, but hasn't lost the place before reading on.
  if (link) readingPlace.set(`${pathname + link.hash} ${link.text}`);
  else if (!readingPlace.get().startsWith(pathname)) readingPlace.set(`${pathname} `);
}

customElements.define('chapter-contents', ChapterContents);
