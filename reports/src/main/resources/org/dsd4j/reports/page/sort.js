// Puts a button into each head of a table of figures. Without this script the page lacks nothing
// but the buttons. A table whose body has a part title keeps its parts: lines move inside them.
(function () {
  'use strict';
  var UNITS = { h: 3600, min: 60, s: 1, ms: 0.001 };

  // A duration in seconds, else the first number of the text; NaN where there is none.
  function number(text) {
    var plain = text.replace(/(\d),(?=\d{3})/g, '$1').replace(/[\u2212]/g, '-');
    var parts = plain.match(/\d+(?:\.\d+)?\s*(?:h|min|ms|s)(?![a-z])/g);
    if (parts && /^\s*\d/.test(plain)) {
      return parts.reduce(function (sum, part) {
        return sum + parseFloat(part) * UNITS[part.replace(/[\d.\s]/g, '')];
      }, 0);
    }
    var first = plain.match(/^[^\w+-]*([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/i);
    return first ? parseFloat(first[1]) : NaN;
  }

  function text(row, column) {
    var cell = row.cells[column];
    return cell ? cell.textContent.replace(/\s+/g, ' ').trim() : '';
  }

  // A column is one of numbers where most of its cells begin with one.
  function isNumeric(rows, column) {
    var filled = rows.filter(function (row) { return /\w/.test(text(row, column)); });
    var numbers = filled.filter(function (row) { return !isNaN(number(text(row, column))); });
    return numbers.length > 0 && numbers.length * 2 > filled.length;
  }

  function compare(numeric, sign, column) {
    return function (one, other) {
      var a = text(one, column), b = text(other, column);
      if (!numeric) { return sign * a.localeCompare(b, 'en', { numeric: true }); }
      var x = number(a), y = number(b);
      // What has no figure stands last in both directions.
      if (isNaN(x) || isNaN(y)) { return (isNaN(x) ? 1 : 0) - (isNaN(y) ? 1 : 0); }
      return sign * (x - y);
    };
  }

  function sort(table, head, column) {
    var ascending = head.getAttribute('aria-sort') !== 'ascending';
    table.querySelectorAll('th[aria-sort]').forEach(function (th) { th.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.filter.call(body.rows, function (row) { return !row.classList.contains('part'); });
      rows.sort(compare(isNumeric(rows, column), ascending ? 1 : -1, column))
          .forEach(function (row) { body.appendChild(row); });
    });
  }

  document.querySelectorAll('table.sortable').forEach(function (table) {
    var heads = table.tHead.rows[table.tHead.rows.length - 1].cells;
    Array.prototype.forEach.call(heads, function (head, column) {
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.title = 'sort by this column';
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener('click', function () { sort(table, head, column); });
    });
  });

  // Paper cannot be unfolded.
  var folded = [];
  window.addEventListener('beforeprint', function () {
    folded = Array.prototype.slice.call(document.querySelectorAll('details:not([open])'));
    folded.forEach(function (one) { one.open = true; });
  });
  window.addEventListener('afterprint', function () {
    folded.forEach(function (one) { one.open = false; });
  });
})();
