/** Sites whose pages anyone, or an interested party, writes and changes, by what kind they are. */
const SITES: readonly string[] = [
  // encyclopedias and dictionaries that readers write
  "wikipedia.org|wikidata.org|wiktionary.org|wikimedia.org|wikinews.org|wikiquote.org|fandom.com|wikia.com|wiki.gg|miraheze.org|wikidot.com|liquipedia.net|urbandictionary.com|knowyourmeme.com|tvtropes.org|genius.com|openstreetmap.org|everipedia.org|iq.wiki|ballotpedia.org|transfermarkt.com|transfermarkt.de|discogs.com|musicbrainz.org|grokipedia.com",
  // votes and ratings of users
  "imdb.com|goodreads.com|letterboxd.com|rottentomatoes.com|metacritic.com|myanimelist.net|anilist.co|yelp.com|tripadvisor.com|trustpilot.com|glassdoor.com|rateyourmusic.com|thetvdb.com|themoviedb.org|vgchartz.com|producthunt.com|change.org|strawpoll.com|strawpoll.me|surveymonkey.com|typeform.com|doodle.com|ranker.com|boardgamegeek.com",
  // posts
  "twitter.com|x.com|t.co|nitter.net|facebook.com|fb.com|instagram.com|threads.net|threads.com|tiktok.com|truthsocial.com|bsky.app|bsky.social|mastodon.social|mastodon.online|linkedin.com|reddit.com|quora.com|stackexchange.com|stackoverflow.com|tumblr.com|pinterest.com|vk.com|ok.ru|weibo.com|zhihu.com|t.me|telegram.me|telegram.org|discord.com|discord.gg|discordapp.com|slack.com|whatsapp.com|wa.me|snapchat.com|4chan.org|4channel.org|8kun.top|gab.com|parler.com|gettr.com|warpcast.com|farcaster.xyz|lens.xyz|news.ycombinator.com|lemmy.world|bitcointalk.org|hive.blog|steemit.com|nostr.com|groups.google.com",
  // films and streams
  "youtube.com|youtu.be|twitch.tv|kick.com|rumble.com|vimeo.com|dailymotion.com|bilibili.com|odysee.com|spotify.com|soundcloud.com|patreon.com|onlyfans.com|ko-fi.com|buymeacoffee.com|steamcommunity.com",
  // pages of their own
  "medium.com|substack.com|blogspot.com|blogger.com|wordpress.com|ghost.io|livejournal.com|hashnode.dev|dev.to|mirror.xyz|paragraph.xyz|paragraph.com|telegra.ph|write.as|bearblog.dev|wixsite.com|weebly.com|squarespace.com|webflow.io|carrd.co|linktr.ee|about.me|strikingly.com|jimdosite.com|sites.google.com|github.io|gitlab.io|gitbook.io|netlify.app|vercel.app|pages.dev|workers.dev|web.app|firebaseapp.com|herokuapp.com|onrender.com|glitch.me|repl.co|replit.app|replit.com|neocities.org|surge.sh|fly.dev|000webhostapp.com|ngrok.io|ngrok.app|ngrok-free.app|trycloudflare.com|duckdns.org|no-ip.org|eth.link|eth.limo|tripod.com|angelfire.com",
  // documents
  "docs.google.com|drive.google.com|sheets.google.com|forms.gle|goo.gl|notion.so|notion.site|airtable.com|coda.io|evernote.com|onedrive.live.com|1drv.ms|sharepoint.com|dropbox.com|box.com|icloud.com|mega.nz|mega.io|wetransfer.com|scribd.com|slideshare.net|issuu.com|trello.com|miro.com|figma.com|quip.com|overleaf.com|hackmd.io|codimd.com|etherpad.org|cryptpad.fr|rentry.co|rentry.org|dune.com|flourish.studio|tableau.com|datawrapper.de|kaggle.com|observablehq.com",
  // clips of text, code and pictures
  "pastebin.com|paste.ee|pastebin.pl|hastebin.com|ghostbin.com|dpaste.com|dpaste.org|termbin.com|0bin.net|privatebin.net|gist.github.com|github.com|raw.githubusercontent.com|gist.githubusercontent.com|gitlab.com|bitbucket.org|codeberg.org|sourceforge.net|codepen.io|jsfiddle.net|codesandbox.io|stackblitz.com|jsonbin.io|npoint.io|imgur.com|ibb.co|imgbb.com|postimg.cc|prnt.sc|gyazo.com|flickr.com|giphy.com|tinypic.com|photobucket.com|archiveofourown.org|wattpad.com",
  // addresses that lead elsewhere tomorrow
  "bit.ly|tinyurl.com|ow.ly|buff.ly|is.gd|v.gd|rebrand.ly|lnkd.in|shorturl.at|cutt.ly|rb.gy|tiny.cc|dub.sh|s.id",
  // markets on the same question
  "polymarket.com|kalshi.com|manifold.markets|metaculus.com|predictit.org|betfair.com|smarkets.com|augur.net|omen.eth.limo|limitless.exchange|myriad.markets|insightprediction.com|futuur.com|goodjudgment.io|gjopen.com",
];
const HOSTS = new Set(SITES.flatMap((sites) => sites.split("|")));

/** Why the page at an address is no source, if it is none. */
export function editableBy(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  const host = hostname.toLowerCase().replace(/\.$/, "");
  const labels = host.split(".");
  if (labels.some((_, i) => HOSTS.has(labels.slice(i).join(".")))) return "can be edited by those who bet";
  // The Internet Archive and its like keep a page only under a date.
  if (/^(?:web\.)?archive\.(?:org|ph|is|today|li|md|vn|fo)$/.test(host))
    return /\/\d{8,14}|^\/\w{4,7}$/.test(pathname) ? undefined : "names no copy of a certain date";
  if (/(?:^|[.-])wikis?(?:[.-]|$)|wiki\.|pedia\.(?:org|com|net)$/.test(host) || /^\/(?:wiki|w\/index\.php)\b/.test(pathname))
    return "is a wiki that its readers edit";
  if (/^(?:localhost|\d+\.\d+\.\d+\.\d+|\[.*\])$/.test(host)) return "is a machine without a name";
  if (/^\/(?:~|@|users?\/|u\/|members?\/|profile\/)\w/.test(pathname)) return "is somebody's own page";
  if (
    /(?:^|\.)(?:forums?|community|boards?|discuss)\./.test(`${host}.`.replace(/\.[a-z]+\.$/, ".")) ||
    /^\/(?:forums?|threads?|boards?)\//.test(pathname)
  )
    return "is a forum, where anybody posts";
  return undefined;
}

const SAID =
  "(?:wikipedia|wikis?|fandom|reddit|subreddits?|twitter|tweets?|discord|telegram|facebook|instagram|tiktok|youtube|imdb|goodreads|letterboxd|google (?:docs?|sheets?|forms?)|spreadsheets?|pastebins?|gists?|blogs?|blog posts?|(?:personal|own|fan) (?:pages?|sites?|websites?)|screenshots?|(?:online|twitter|x|reddit|community|fan|straw) polls?|user (?:ratings?|reviews?|votes?)|social media (?:posts?|accounts?)?|forums?|livestream chats?|rotten tomatoes|metacritic)";
const DECIDES = new RegExp(
  `\\b(?:according to|as (?:shown|listed|given|stated|reported|posted|recorded|described|measured|seen)(?: (?:on|by|in|at))?|resolution source[^.]{0,30}?|source (?:is|will be)|based on|decided by|determined by|resolved by|proved by|proven by|evidenced by|evidence is|per|checked (?:on|against|in)) (?:\\w+(?:['’]s)? |an? |the ){0,4}${SAID}\\b`,
  "i",
);

/** Where a text lets such a page decide. */
export function editableIn(text: string): string | undefined {
  return DECIDES.exec(text)?.[0];
}
