// Conversations stay in this browser: these run in the page, and nothing is sent anywhere.
(() => {
  const LIMIT = 30;
  const words = (text) =>
    new DOMParser().parseFromString(text, "text/html").documentElement.textContent.trim().replace(/\s+/g, " ");
  const textOf = (message) =>
    typeof message.content === "string"
      ? message.content
      : (message.content || []).map((block) => block.text || "").join(" ");
  const titleOf = (messages) => {
    const first = messages.find((message) => message.role === "user");
    const title = first ? words(textOf(first)) : "";
    return title.length > 60 ? title.slice(0, 57) + "…" : title || "Conversation";
  };
  const shelf = (saved) => (saved && Array.isArray(saved.items) ? saved : { current: null, items: [] });
  const rows = (saved) => ({ __type__: "update", samples: saved.items.map((item) => [item.title]) });

  window.waypoint = {
    list(saved) {
      const all = shelf(saved);
      return [{ ...all, current: null }, rows(all)];
    },
    keep(messages, saved) {
      const all = shelf(saved);
      const others = all.items.filter((item) => item.id !== all.current);
      if (!messages || messages.length === 0) {
        const left = { current: null, items: others };
        return [left, rows(left)];
      }
      const id = all.current || String(Date.now());
      const item = { id, title: titleOf(messages), messages };
      const kept = { current: id, items: [item, ...others].slice(0, LIMIT) };
      return [kept, rows(kept)];
    },
    open(index, saved) {
      const all = shelf(saved);
      const item = all.items[index];
      return item ? [item.messages, { ...all, current: item.id }] : [[], all];
    },
    fresh(saved) {
      return [[], { ...shelf(saved), current: null }];
    },
    forget() {
      const none = { current: null, items: [] };
      return [[], none, rows(none)];
    },
  };
})();

// What the page's components leave out for keyboards and screen readers, and [1] marks that lead to their source.
(() => {
  const MARK = /\[(\d{1,3})\]/;
  const isOpen = (title) => title.classList.contains("expanded");

  const fold = (title) => {
    const open = String(isOpen(title));
    if (title.getAttribute("aria-expanded") !== open) title.setAttribute("aria-expanded", open);
    const arrow = title.querySelector(".arrow button");
    if (arrow && arrow.tabIndex !== -1) {
      arrow.tabIndex = -1;
      arrow.setAttribute("aria-hidden", "true");
    }
  };

  const isBusy = () => Boolean(document.querySelector("#question .stop-button"));

  const name = (selector, label) => {
    const control = document.querySelector(selector);
    if (control && control.getAttribute("aria-label") !== label) control.setAttribute("aria-label", label);
  };

  const markUp = (content) => {
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (MARK.test(node.data) && !node.parentElement.closest(".mark")) found.push(node);
    }
    for (const node of found) {
      const parts = node.data.split(/(\[\d{1,3}\])/).map((part) => {
        if (!MARK.test(part)) return document.createTextNode(part);
        const mark = document.createElement("a");
        mark.className = "mark";
        mark.href = "#source";
        mark.setAttribute("role", "button");
        mark.title = "Show source " + part.match(MARK)[1];
        mark.textContent = part;
        return mark;
      });
      node.replaceWith(...parts);
    }
  };

  const log = () => document.querySelector("#chat [role='log']");

  // Scrolls the conversation, and nothing around it, until `part` is `below` pixels under its upper edge.
  const bring = (part, below) => {
    const box = log();
    if (box) box.scrollTop += part.getBoundingClientRect().top - box.getBoundingClientRect().top - below;
  };

  const showSource = (mark) => {
    const group = mark.closest(".message-row");
    const title = group && [...group.querySelectorAll(".thought-group .title")].pop();  // the sources come last
    if (!title) return;
    if (!isOpen(title)) title.click();
    setTimeout(() => {
      const heads = [...group.querySelectorAll(".thought-group .content strong")];
      const head = heads.find((strong) => strong.textContent.startsWith(mark.textContent));
      if (!head) return;
      bring(head, 80);
      head.classList.remove("found");
      void head.offsetWidth;
      head.classList.add("found");
    }, 350);
  };

  const tidy = () => {
    const chat = document.querySelector("#chat");
    if (!chat) return;
    chat.querySelectorAll(".thought-group .title").forEach(fold);
    chat.querySelectorAll(".bot-row [data-testid='bot']").forEach((message) => {
      message.removeAttribute("aria-label");
      if (!message.querySelector(".thought-group")) markUp(message);
    });
    chat.querySelectorAll("[data-testid='user'][aria-label]").forEach((message) => message.removeAttribute("aria-label"));
    name("#question .submit-button", "Send");
    name("#question .stop-button", "Stop");
    name("#shelf .toggle-button", "Conversations");
    const busy = String(isBusy());
    if (log() && log().getAttribute("aria-busy") !== busy) log().setAttribute("aria-busy", busy);
  };

  // Beside the chat there is room for the chart; under it, on a narrow screen, it waits folded.
  const seen = new WeakSet();
  const unfoldChart = () => {
    const chart = document.querySelector("#chart > .label-wrap");
    if (!chart || seen.has(chart)) return;
    seen.add(chart);
    if (!chart.classList.contains("open") && matchMedia("(min-width: 1150px)").matches) chart.click();
  };

  // A new question is brought to the upper edge and stays there while its answer grows, unless the person scrolls.
  let questions = 0;
  let held = false;
  let letGo = 0;
  const holdQuestion = () => {
    const rows = document.querySelectorAll("#chat .user-row");
    if (rows.length > questions) held = true;
    questions = rows.length;
    if (!held || rows.length === 0) return;
    bring(rows[rows.length - 1], 12);
    clearTimeout(letGo);
    if (!isBusy()) letGo = setTimeout(() => { held = false; }, 600);
  };
  for (const gesture of ["wheel", "touchmove", "pointerdown"]) {
    document.addEventListener(gesture, (event) => { if (event.target.closest && event.target.closest("#chat")) held = false; }, { passive: true });
  }

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      tidy();
      unfoldChart();
      holdQuestion();
    });
  };

  const watched = { childList: true, subtree: true, characterData: true };
  new MutationObserver(soon).observe(document.documentElement, watched);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("#chat .mark");
    if (mark) {
      event.preventDefault();
      showSource(mark);
    }
    if (event.target.closest && event.target.closest("#chart > .label-wrap")) {
      setTimeout(() => window.dispatchEvent(new Event("resize")), 50);
    }
    soon();
  });
})();
