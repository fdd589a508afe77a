"use strict";
(() => {
  const form = document.getElementById("filters");
  const cases = [...document.querySelectorAll("#cases details.case")];
  if (!form || !cases.length) return;
  form.hidden = false;
  const field = (id) => document.getElementById(id);
  const apply = () => {
    const words = field("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of cases) {
      const fits =
        words.every((word) => item.dataset.search.includes(word)) &&
        ["category", "stage", "passed"].every((id) => !field(id).value || item.dataset[id] === field(id).value);
      item.hidden = !fits;
      if (fits) shown += 1;
    }
    field("count").textContent = `${shown} of ${cases.length}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
