'use strict';
// On a narrow screen the list of guides would push the guide itself out of sight.
if (window.matchMedia('(max-width: 50rem)').matches) {
  document.querySelector('details.contents').open = false;
}
