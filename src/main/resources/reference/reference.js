'use strict';
(() => {
  const DESCRIPTION = '/api/v1/openapi.json';
  const place = document.getElementById('main');
  const form = document.getElementById('token-form');
  const field = document.getElementById('token');
  const note = document.getElementById('token-note');
  let shown = null;

  // What the reference itself leaves without a name, or with a role that it does not fill.
  const name = () => {
    place.querySelectorAll('.client-libraries-list[role="tablist"]').forEach((list) => {
      list.removeAttribute('role');
      list.removeAttribute('aria-orientation');
      list.querySelectorAll('[role="tab"]').forEach((tab) => {
        tab.removeAttribute('role');
        tab.removeAttribute('aria-selected');
      });
    });
    place.querySelectorAll('button[role="search"]').forEach((button) => {
      button.removeAttribute('role');
      button.setAttribute('aria-label', 'Search');
    });
    place.querySelectorAll('button:not([aria-label])').forEach((button) => {
      if (!button.innerText.trim()) {
        button.setAttribute('aria-label', 'Show or hide');
      }
    });
    // Parts of an operation, all called the same; a landmark each would be noise.
    place.querySelectorAll('section section:not([id^="tag/"]), section [role="region"]').forEach((part) => {
      part.removeAttribute('role');
      part.removeAttribute('aria-label');
      part.removeAttribute('aria-labelledby');
    });
    place.querySelectorAll('section[id^="tag/"]').forEach((section) => {
      const [, , method, ...path] = section.id.split('/');
      if (method && !section.hasAttribute('aria-label')) {
        section.removeAttribute('aria-labelledby');
        section.setAttribute('aria-label', method.toUpperCase() + ' /' + path.join('/'));
      }
    });
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });

  const show = (description, token) => {
    shown?.destroy?.();
    const mount = document.createElement('div');
    place.replaceChildren(mount);
    shown = Scalar.createApiReference(mount, {
      content: description,
      authentication: {
        preferredSecurityScheme: 'token',
        securitySchemes: { token: { token: token } },
      },
      withDefaultFonts: false,
      hideClientButton: true,
      hideModels: true,
      telemetry: false,
      documentDownloadType: 'json',
      defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
    });
  };

  const load = async (token) => {
    const headers = token ? { Authorization: 'Bearer ' + token } : {};
    const answer = await fetch(DESCRIPTION, { headers, credentials: 'omit' });
    const body = await answer.json();
    if (!answer.ok) {
      throw new Error(body.message);
    }
    show(body, token);
    note.textContent = token
      ? 'This is your organization, as far as this token reaches.'
      : note.textContent;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    load(field.value.trim()).catch((failed) => {
      note.textContent = failed.message;
    });
  });

  load('').catch((failed) => {
    note.textContent = 'The description could not be read: ' + failed.message;
  });
})();
