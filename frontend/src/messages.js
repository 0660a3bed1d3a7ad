// Every Japanese word of the editor, in one place.
export const LABELS = {
  toolbar: "文章の書式と操作",
  editor: "本文",
  toolbarHelp: "Alt+F10で書式のボタンへ移ります。Escで本文に戻ります。",
  heading: "見出し",
  subheading: "小見出し",
  bold: "太字",
  bulletList: "箇条書き",
  orderedList: "番号",
  undo: "元に戻す",
  redo: "やり直す",
  citation: "根拠を引用",
  comment: "コメントを付ける",
  pageBreak: "改ページ",
  placeholder: "ここに本文を入力してください",
  noText: "この章には、まだ文章がありません。",
  close: "閉じる",
  cancel: "やめる",
};

export const STATUS = {
  opening: "本文を読み込んでいます",
  saved: "保存しました",
  saving: "保存しています",
  idle: "変更はすべて保存されています",
  reading: "閲覧のみです",
  unsent: (count) => `未送信 ${count}件`,
  away: "サーバーにつながりません。自動でつなぎ直します",
  awayUnsent: "サーバーにつながりません。書いた文章はこの画面に残っています。つながると自動で送ります",
  signIn: "ログインし直してください。書いた文章はこの画面に残っています。",
  signInLink: "ログイン画面を開く（新しいタブ）",
  otherPerson: "別の方がログインしています。この画面からは保存できません。画面を読み込み直してください。",
  stale: "この画面は古くなっています。画面を読み込み直してください。",
  reload: "画面を読み込み直す",
  unsentCopy: "まだ保存されていない文章です。必要なところを写してから読み込み直してください。",
};

export const COPIES = {
  about: "前にこの画面で書いて、保存できなかった文章です。本文が新しくなっているため、自動では入れていません。必要なところを写してください。",
  forget: "写し終えたので消す",
};

export const PEOPLE = {
  title: "今ここにいる人",
  me: "あなた",
  name: (name) => `${name} さん`,
  screens: (count) => (count > 1 ? `（${count}画面）` : ""),
  typing: "書いています",
  more: (count) => `ほか${count}人`,
  unknown: "今は確認できません（文章の保存には影響ありません）",
  announce: "ほかの人の動きを読み上げる",
  came: (name) => `${name}さんが来ました。`,
  left: (name) => `${name}さんが離れました。`,
  writes: (name) => `${name}さんが書いています。`,
  changed: (count) => `ほかの人が段落を${count}つ変更しました。`,
};

export const CITATION = {
  chip: "注",
  missing: "見つからない出典です。引用し直してください。",
  title: "根拠を引用する",
  kind: "種類",
  tabs: { all: "全て", finding: "気づき・知見", case: "先進事例", material: "資料", typed: "Web・文献" },
  filter: "ことばで絞り込む",
  none: "当てはまる根拠がありません。気づき・知見は「訪問の記録」で、先進事例は「先進事例」で登録すると、ここに並びます。Webページや文献は、下の「新しい出典を登録」から登録できます。",
  failed: "根拠の一覧を読み込めませんでした。しばらくしてから、もう一度開いてください。",
  add: "新しい出典を登録",
  kinds: { web: "Webページ", literature: "文献（本・報告書）" },
  fields: {
    title: "題名（必須）",
    url: "URL",
    accessed_on: "閲覧日（URLがあるときは必須）",
    author: "著者",
    publisher: "発行者",
    published: "発行年（例：2021年）",
  },
  save: "登録して引用する",
  incomplete: "入力の足りないところ、直すところがあります。",
  notSaved: "登録できませんでした。入力した内容は残っています。もう一度お試しください。",
};

export const FIGURE = {
  missing: "図が見つかりません",
};

export const FOOTNOTE = {
  mark: "注",
};

export const REFERENCE = {
  missing: "（参照先が見つかりません）",
};

export const THREADS = {
  title: "コメント",
  open: (count) => `未対応 ${count}件`,
  none: "コメントはまだありません。",
  noneYet: "コメントはまだありません。本文を選んでから「コメントを付ける」を押してください。",
  add: "新しいコメント",
  about: "コメントを付けるところ",
  kind: "種類",
  text: "コメントの内容",
  post: "コメントする",
  reply: "返信",
  replyText: "返信の内容",
  postReply: "返信する",
  resolve: "対応済みにする",
  reopen: "未対応に戻す",
  resolved: "対応済み",
  showResolved: (count) => `対応済みのコメント ${count}件`,
  gone: "元の文は削除されました",
  goTo: (quote) => `「${quote}」を本文で見る`,
  empty: "内容を入力してください。",
  whole: "この章の全体",
  to: (names) => `宛先：${names.join("、")}`,
  entered: (by) => `代理で入力：${by}`,
  tell: "知らせる人を選ぶ",
  tellHelp: "選んだ人にメールが届きます。文中に「@氏名」と書いても届きます。",
  failed: "送信できませんでした。入力した内容は残っています。もう一度お試しください。",
  kinds: { question: "質問", advice: "助言", change: "修正依頼", praise: "よい点" },
};

const COUNT = new Intl.NumberFormat("ja-JP");
export const LENGTH = (letters, target) => `${COUNT.format(letters)}字${target ? `／目安${COUNT.format(target)}字` : ""}`;
