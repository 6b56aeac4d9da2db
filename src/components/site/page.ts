/** What every page runs: one file, since each further one is nearly a kilobyte of headers. */
import '#src/components/chapter/contents.ts';
import '#src/components/exercise/share/bring-into-view.ts';
import '#src/components/offline/new-version.ts';
import '#src/components/search/search-button.ts';
import './theme-switch.ts';
