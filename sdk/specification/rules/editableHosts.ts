/** Sites whose pages anyone, or an interested party, writes and changes, by what kind they are. */
const SITES: readonly string[] = [
  // encyclopedias and dictionaries that readers write
  "wikipedia.org|wikidata.org|wiktionary.org|wikimedia.org|wikinews.org|wikiquote.org|fandom.com|wikia.com|wiki.gg|miraheze.org|wikidot.com|liquipedia.net|urbandictionary.com|knowyourmeme.com|tvtropes.org|genius.com|openstreetmap.org|everipedia.org|iq.wiki|ballotpedia.org|transfermarkt.com|transfermarkt.de|discogs.com|musicbrainz.org|grokipedia.com|wikihow.com|baike.baidu.com|namu.wiki|fextralife.com|gamepedia.com|wikimapia.org|geograph.org.uk|findagrave.com|whosampled.com|setlist.fm|last.fm|pcgamingwiki.com|speedrun.com|chess.com|lichess.org|strava.com",
  // votes and ratings of users
  "imdb.com|goodreads.com|letterboxd.com|rottentomatoes.com|metacritic.com|myanimelist.net|anilist.co|yelp.com|tripadvisor.com|trustpilot.com|glassdoor.com|rateyourmusic.com|thetvdb.com|themoviedb.org|vgchartz.com|producthunt.com|change.org|strawpoll.com|strawpoll.me|surveymonkey.com|typeform.com|doodle.com|ranker.com|boardgamegeek.com|kickstarter.com|indiegogo.com|gofundme.com|poll-maker.com|mentimeter.com|slido.com|avaaz.org|snapshot.org|g2.com|capterra.com|ratemyprofessors.com|vivino.com|untappd.com|storygraph.com|trakt.tv|tvtime.com",
  // posts
  "twitter.com|x.com|t.co|nitter.net|facebook.com|fb.com|instagram.com|threads.net|threads.com|tiktok.com|truthsocial.com|bsky.app|bsky.social|mastodon.social|mastodon.online|linkedin.com|reddit.com|quora.com|stackexchange.com|stackoverflow.com|tumblr.com|pinterest.com|vk.com|ok.ru|weibo.com|zhihu.com|t.me|telegram.me|telegram.org|discord.com|discord.gg|discordapp.com|slack.com|whatsapp.com|wa.me|snapchat.com|4chan.org|4channel.org|8kun.top|gab.com|parler.com|gettr.com|warpcast.com|farcaster.xyz|lens.xyz|news.ycombinator.com|lemmy.world|bitcointalk.org|hive.blog|steemit.com|nostr.com|groups.google.com|mastodon.world|mstdn.social|fosstodon.org|hachyderm.io|line.me|wechat.com|weixin.qq.com|douyin.com|xiaohongshu.com|matrix.to|nextdoor.com|clubhouse.com|minds.com|debank.com|zora.co|deviantart.com|artstation.com|behance.net|dribbble.com|fanfiction.net|stocktwits.com|disqus.com",
  // films and streams
  "youtube.com|youtu.be|twitch.tv|kick.com|rumble.com|vimeo.com|dailymotion.com|bilibili.com|odysee.com|spotify.com|soundcloud.com|patreon.com|onlyfans.com|ko-fi.com|buymeacoffee.com|steamcommunity.com",
  // pages of their own
  "medium.com|substack.com|blogspot.com|blogger.com|wordpress.com|ghost.io|livejournal.com|hashnode.dev|dev.to|mirror.xyz|paragraph.xyz|paragraph.com|telegra.ph|write.as|bearblog.dev|wixsite.com|weebly.com|squarespace.com|webflow.io|carrd.co|linktr.ee|about.me|strikingly.com|jimdosite.com|sites.google.com|github.io|gitlab.io|gitbook.io|netlify.app|vercel.app|pages.dev|workers.dev|web.app|firebaseapp.com|herokuapp.com|onrender.com|glitch.me|repl.co|replit.app|replit.com|neocities.org|surge.sh|fly.dev|000webhostapp.com|ngrok.io|ngrok.app|ngrok-free.app|trycloudflare.com|duckdns.org|no-ip.org|eth.link|eth.limo|tripod.com|angelfire.com|myshopify.com|bigcartel.com|framer.website|super.site|beehiiv.com|buttondown.email|hf.space|huggingface.co|streamlit.app|colab.research.google.com|val.town|deno.dev|railway.app|cargo.site|tilda.ws|wixstudio.io|godaddysites.com|mystrikingly.com|page.link",
  // documents
  "docs.google.com|drive.google.com|sheets.google.com|forms.gle|goo.gl|notion.so|notion.site|airtable.com|coda.io|evernote.com|onedrive.live.com|1drv.ms|sharepoint.com|dropbox.com|box.com|icloud.com|mega.nz|mega.io|wetransfer.com|scribd.com|slideshare.net|issuu.com|trello.com|miro.com|figma.com|quip.com|overleaf.com|hackmd.io|codimd.com|etherpad.org|cryptpad.fr|rentry.co|rentry.org|dune.com|flourish.studio|tableau.com|datawrapper.de|kaggle.com|observablehq.com|padlet.com|canva.com|prezi.com|jamboard.google.com|lucid.app|mural.co|smartsheet.com|zoho.com|proton.me|gitbook.com|roamresearch.com|obsidian.md|craft.me|anytype.io|monday.com|asana.com|clickup.com|basecamp.com|scratch.mit.edu",
  // clips of text, code and pictures
  "pastebin.com|paste.ee|pastebin.pl|hastebin.com|ghostbin.com|dpaste.com|dpaste.org|termbin.com|0bin.net|privatebin.net|gist.github.com|github.com|raw.githubusercontent.com|gist.githubusercontent.com|gitlab.com|bitbucket.org|codeberg.org|sourceforge.net|codepen.io|jsfiddle.net|codesandbox.io|stackblitz.com|jsonbin.io|npoint.io|imgur.com|ibb.co|imgbb.com|postimg.cc|prnt.sc|gyazo.com|flickr.com|giphy.com|tinypic.com|photobucket.com|archiveofourown.org|wattpad.com",
  // addresses that lead elsewhere tomorrow
  "bit.ly|tinyurl.com|ow.ly|buff.ly|is.gd|v.gd|rebrand.ly|lnkd.in|shorturl.at|cutt.ly|rb.gy|tiny.cc|dub.sh|s.id",
  // markets on the same question
  "polymarket.com|kalshi.com|manifold.markets|metaculus.com|predictit.org|betfair.com|smarkets.com|augur.net|omen.eth.limo|limitless.exchange|myriad.markets|insightprediction.com|futuur.com|goodjudgment.io|gjopen.com",
];
const HOSTS = new Set(SITES.flatMap((sites) => sites.split("|")));
/** What the operator of such a site publishes itself, by the first part of its name. */
const OFFICIAL = /^(?:about|newsroom|news|press|investors?|ir|charts|stats|status|dumps|analytics|xtracker)$/;

/** Why the page at an address is no source, if it is none. */
export function editableBy(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  const host = hostname.toLowerCase().replace(/\.$/, "");
  const labels = host.split(".");
  const site = labels.findIndex((_, i) => HOSTS.has(labels.slice(i).join(".")));
  if (site === 0 || (site > 0 && !OFFICIAL.test(labels[0] ?? ""))) return "can be edited by those who bet";
  // The Internet Archive and its like keep a page only under a date.
  if (/^(?:web\.)?archive\.(?:org|ph|is|today|li|md|vn|fo)$/.test(host))
    return /\/\d{8,14}|^\/\w{4,7}$/.test(pathname) ? undefined : "names no copy of a certain date";
  if (/(?:^|[.-])wikis?(?:[.-]|$)|wiki\.|pedia\.(?:org|com|net)$/.test(host) || /^\/(?:wiki|w\/index\.php)\b/.test(pathname))
    return "is a wiki that its readers edit";
  if (/^\/(?:~|@|users?\/|u\/|members?\/|profile\/|dashboard\/pws\/)\w/.test(pathname)) return "is somebody's own page";
  if (
    /(?:^|\.)(?:forums?|community|boards?|discuss)\./.test(`${host}.`.replace(/\.[a-z]+\.$/, ".")) ||
    /^\/(?:forums?|threads?|boards?)\//.test(pathname)
  )
    return "is a forum, where anybody posts";
  return undefined;
}

/** What readers write, and what its author alone does, by the names that texts give to it. */
const WRITTEN =
  "(?:wikipedia|wikidata|wiktionary|grokipedia|openstreetmap|ballotpedia|liquipedia|urban dictionary|know your meme|(?:fan |fandom |community )?wikis?|fandom|subreddits?|google (?:docs?|sheets?|forms?|spreadsheets?)|spreadsheets?|pastebins?|gists?|strawpolls?|straw polls?|(?:community|fan|user|online|twitter|reddit|x) polls?|blogs?|(?:personal|own|fan) (?:pages?|sites?|websites?)|screenshots?|user (?:ratings?|reviews?|votes?|scores?)|social media (?:posts?|accounts?)|forums?|live ?stream chats?|live chats?|comments (?:under|below|on)|README)";
/** Sites that are companies too: what is written on their pages. */
const HOSTED =
  "(?:reddit|twitter|x|discord|telegram|slack|whatsapp|facebook|instagram|tiktok|youtube|twitch|linkedin|imdb|goodreads|letterboxd|rotten tomatoes|metacritic|notion|airtable|github|medium|substack|quora|change\\.org|mastodon|bluesky|truth social|weibo|vk|dune|patreon|steam)";
const PART =
  "(?:pages?|posts?|channels?|servers?|accounts?|threads?|articles?|entry|entries|profiles?|polls?|groups?|comments?|videos?|stor(?:y|ies)|bio|status|lists?|ratings?|average|scores?|repositor(?:y|ies)|repo|readme|gists?|base|dashboards?|answers?|petitions?|announcements?|surveys?|chats?|streams?|feeds?|tweets?|documents?|docs?|followers|users|mods?|moderators?|reviews?|votes?|community|blogs?)";
const PAGE = `(?:${WRITTEN}|${HOSTED}(?:['’]s?)?(?: \\w+){0,2}? ${PART}|(?:poll|page|dashboard|announcement|survey|vote|tally|leaderboard|comments|entry)s? (?:(?:on|in|of|among) )(?:[\\w.-]+(?:['’]s?)? |#){0,3}${HOSTED}|tweets?|(?:shared|public|community) ${HOSTED})`;
const BY =
  "(?:according to|as (?:shown|listed|given|stated|reported|posted|recorded|described|measured|seen)(?: (?:on|by|in|at))?|resolution source[^.]{0,30}?|source (?:is|will be)|based on|(?:decided|determined|resolved|settled|proved|proven|evidenced|confirmed|judged) by|evidence is|per|(?:checked|confirmed|announced|published|listed|stated|recorded|read|verified|tallied|tracked|counted) (?:on|against|in|via|through|by|from|at)|taken from|going by|go by)";
/** What makes of a page in the same sentence the one that decides; a market about posts has no such word. */
const DECIDES =
  "(?:source|resolution|decides?|is (?:used|taken|kept)|are (?:used|taken|kept)|go(?:ing)? by|(?:will|shall) (?:check|use|look)|follows|suffices?|confirms?|says?|lists?|shows?|states?|reads?|displays?|announces|reports|proves?|names|contains|marks|gives|has|have|exists?|is updated|is [\\d.]+|exceeds|reaches|the (?:tally|count|leaderboard)|describes)";
const NAMING: readonly RegExp[] = [
  new RegExp(`\\b${BY} (?:[\\w.-]+(?:['’]s)? |an? |the |#){0,4}(?:${PAGE}|${HOSTED})\\b(?!,? inc| corp)`, "i"),
  new RegExp(`\\b${PAGE}(?![\\w-])[^.;]{0,60}?\\b${DECIDES}\\b`, "i"),
  new RegExp(
    `\\b(?:source|resolution|tally|count|leaderboard|go by|going by|(?:will|shall) (?:check|use)|page is|entry|article|edit)\\b[^.;]{0,40}?\\b${PAGE}(?![\\w-])`,
    "i",
  ),
  /\b(?:confirms?|announces?|posted|pinned|shared) (?:\w+ ){0,3}?(?:on|in|to|via|through) (?:[\w.-]+(?:['’]s)? |the |#){0,3}(?:discord|telegram|slack|whatsapp|reddit)\b/i,
];
/** What says that such a page does not count. */
const DENIED = /\b(?:not|no|nor|never|neither|alone|ignored|excluded)\b|n['’]t\b/i;

/** Where a text lets such a page decide. */
export function editableIn(text: string): string | undefined {
  for (const sentence of text.split(/(?<=[.!?;])\s+/)) {
    const found = NAMING.map((pattern) => pattern.exec(sentence)?.[0]).find((words) => words !== undefined && !DENIED.test(words));
    if (found && !/\b(?:do|does|will|is|are) not (?:count|decide|suffice|enough)/i.test(sentence)) return found;
  }
  return undefined;
}
