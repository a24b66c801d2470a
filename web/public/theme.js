// Before anything is drawn, so that nothing flashes. A file of its own, because the pages' content policy allows no script inside a page.
try {
  const theme = localStorage.getItem('tickmark-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.mantineColorScheme = theme;
} catch {
  // The browser keeps nothing for this page: it is drawn as the system says.
}
