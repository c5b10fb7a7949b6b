"""Makes pages in the shape of government sites, and clipboards as Word and WPS fill
them: python3 tests/documents/make_pages.py TEXTS

TEXTS is the folder of the authored reports (d01.txt …). Beside x.html stands
x.html.txt, what is to come out.
"""
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
TEXTS = pathlib.Path(sys.argv[1])
RELATED = ['某市2019年办理案件7777件的通报', '某县2018年行政复议8888件情况', '关于2017年罚没9999万元的说明', '市政府第33次常务会议召开']


def lines(name):
    text = (TEXTS / f'{name}.txt').read_text(encoding='utf-8')
    return [line.strip() for line in text.split('\n') if line.strip()]


def put(name, page, expected, charset='utf-8'):
    folder = HERE / 'html'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(page.encode(charset))
    (folder / (name + '.txt')).write_text('\n'.join(expected) + '\n', encoding='utf-8')


def links(words, tag='li'):
    return ''.join(f'<{tag}><a href="/art/{at}.html" title="{word}">{word}</a></{tag}>' for at, word in enumerate(words))


MENU = ['首页', '政务公开', '政务服务', '互动交流', '专题专栏', '走进我们']


def paragraphs(report, style='text-indent: 2em;', indent=''):
    return '\n'.join(f'<p style="{style}">{indent}{line}</p>' for line in report)


def ucap():
    title, *report = lines('d01')
    page = f'''<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_青岚市澄湖区人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2023-01-20 10:12"><meta name="ContentSource" content="区民政局">
<script>var a = "<div>点击 55 次</div>";</script><style>.x{{}}</style></head><body>
<div class="header"><h1 class="logo"><a href="/">青岚市澄湖区人民政府门户网站</a></h1><ul class="nav">{links(MENU)}</ul></div>
<div class="BreadcrumbNav">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 法治政府建设年度报告</div>
<div class="article oneColumn"><h1><ucaptitle>{title}</ucaptitle></h1>
<div class="pages-date">发布时间：2023-01-20 10:12 <span class="font">来源：区民政局</span><span class="pages_print">【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】<a href="#">打印</a></span></div>
<div class="pages_content" id="UCAP-CONTENT">
<div class="TRS_Editor">{paragraphs(report)}</div>
</div>
<div class="editor">责任编辑：某某</div>
<div class="related"><h2>相关链接</h2><ul>{links(RELATED)}</ul></div></div>
<div class="share">分享到：<a href="#">微博</a><a href="#">微信</a></div>
<div class="footer"><p>主办：青岚市澄湖区人民政府办公室 联系电话：000-1234567</p><p>网站标识码：0000000001 某ICP备00000001号</p></div>
</body></html>'''
    put('site-ucap.html', page, [title, '发布时间：2023-01-20 10:12 来源：区民政局【字体：大 中 小】打印', *report])


def trs():
    first, second, third, fourth, *report = lines('d08')
    table = '<table border="1" class="t"><tr><td rowspan="2"><p>类别</p></td><td colspan="2"><p>件数</p></td></tr><tr><td>上年</td><td>本年</td></tr><tr><td><p>行政</p><p>处罚</p></td><td>12</td><td>15</td></tr></table>'
    page = f'''<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{third}{fourth}-霖浦县人民政府</title></head><body>
<div id="top"><ul>{links(MENU)}</ul></div>
<div class="left_nav"><ul>{links(['机构职能', '法定主动公开内容', '政府信息公开年报', '依申请公开'])}</ul></div>
<div class="xxgk_right"><div class="dqwz">{first}</div>
<table class="xxgk_table" width="100%"><tr><td>索引号：</td><td>LPZJ-2024-0017</td><td>发布机构：</td><td>县住建局</td></tr><tr><td>发布日期：</td><td>2024-02-20</td><td>主题分类：</td><td>法治政府</td></tr></table>
<div class="title">{third}<br>{fourth}</div>
<div class="TRS_UEDITOR trs_paper_default trs_web"><!-- 内容 -->
{paragraphs(report, 'margin-top:0px', '&emsp;&emsp;')}
{table}
<p style="display:none">隐藏的 66 件</p><p><br></p>
</div>
<div class="xgwz"><p>相关文章</p><ul>{''.join(f'<li><a href="#">{word}</a><span>2023-0{at + 1}-11</span></li>' for at, word in enumerate(RELATED))}</ul></div>
<p class="prev">上一篇：<a href="#">县住建局2022年度案件321件通报</a></p><p class="next">下一篇：<a href="#">县住建局公告</a></p>
<div class="tools"><a href="javascript:window.print()">打印本页</a> <a href="#">关闭窗口</a></div></div>
<div class="bottom">版权所有：霖浦县人民政府 <a href="#">网站地图</a> <a href="#">联系我们</a></div></body></html>'''
    put('site-trs.html', page, ['索引号：\tLPZJ-2024-0017\t发布机构：\t县住建局', '发布日期：\t2024-02-20\t主题分类：\t法治政府', third, fourth, *['\u2003\u2003' + line for line in report], '类别\t件数\t', '\t上年\t本年', '行政处罚\t12\t15'])


def zoom():
    title, number, *report = lines('d07')
    page = f'''<HTML><HEAD><TITLE>{title}</TITLE><META http-equiv=Content-Type content="text/html; charset=gb2312"></HEAD><BODY>
<TABLE width=1000 align=center><TR><TD><A href="/">首页</A>|<A href="/a">市情</A>|<A href="/b">政务公开</A>|<A href="/c">办事服务</A></TD></TR></TABLE>
<TABLE width=1000 align=center><TR><TD width=200 valign=top>
<TABLE><TR><TD><A href="1">市政府领导</A></TD></TR><TR><TD><A href="2">政府文件2022年12件</A></TD></TR><TR><TD><A href="3">人事任免</A></TD></TR></TABLE></TD>
<TD valign=top><TABLE width="100%"><TR><TD>当前位置：<A href="/">首页</A> -&gt; <A href="/b">政务公开</A> -&gt; 正文</TD></TR>
<TR><TD align=center class=bt>{title}</TD></TR>
<TR><TD align=center>来源：市政府办公室　发布日期：2023-03-02　浏览次数：1024 次</TD></TR>
<TR><TD id=zoom class=nr><!--ContentStart--><P>{number}</P>
{'<BR>'.join('&nbsp;&nbsp;&nbsp;&nbsp;' + line for line in report)}
<!--ContentEnd--></TD></TR>
<TR><TD align=right>【<A href="#">打印</A>】【<A href="#">关闭</A>】</TD></TR>
<TR><TD><B>相关信息</B><TABLE><TR><TD><A href=1>{RELATED[0]}</A></TD><TD>2020-01-02</TD></TR><TR><TD><A href=2>{RELATED[1]}</A></TD><TD>2020-01-03</TD></TR><TR><TD><A href=3>{RELATED[2]}</A></TD><TD>2020-01-04</TD></TR></TABLE></TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=1000 align=center><TR><TD align=center>主办单位：翎州市人民政府　技术支持：某某公司　邮编：000000</TD></TR></TABLE></BODY></HTML>'''
    put('site-zoom.htm', page, [title, '来源：市政府办公室　发布日期：2023-03-02　浏览次数：1024 次', number, *report], 'gb18030')


def plain_divs():
    title, *report = lines('d05')
    page = f'''<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title} | 鹭陂县枫梓镇</title></head><body><div id="app">
<div class="a1"><div class="b1"><a href="/">鹭陂县枫梓镇</a></div><div class="b2">{links(MENU, 'span')}</div></div>
<div class="a2"><div class="c1"><a href="/">首页</a><i>/</i><a href="/x">政务公开</a><i>/</i><span>正文</span></div>
<div class="c2"><div class="d1">{title}</div><div class="d2"><span>日期：2023-02-03</span><span>作者：党政办</span><button>收藏 12</button></div>
<div class="d3">{''.join(f'<section><span>{line}</span></section>' for line in report)}<section style="text-align:right">鹭陂县枫梓镇人民政府</section><section style="text-align:right">2023年1月31日</section></div>
<div class="d4"><div>附件：<a href="a.doc">任务分解表.doc</a></div></div></div>
<div class="c3"><div>热点推荐</div>{links(RELATED, 'div')}</div></div>
<div class="a3"><p>版权所有 鹭陂县枫梓镇人民政府</p><p><a href="#">关于我们</a></p></div></div></body></html>'''
    put('site-divs.html', page, [title, '日期：2023-02-03作者：党政办', *report, '鹭陂县枫梓镇人民政府', '2023年1月31日', '附件：任务分解表.doc'])


def content_class():
    title, *report = lines('d04')
    items = ''.join(f'<li>{line}</li>' for line in ('完善制度8项', '2024年培训3次'))
    page = f'''<!DOCTYPE html><html><head><meta charset="gbk"><title>{title}--朔湄市人力资源和社会保障局</title></head><body>
<nav><ul>{links(MENU)}</ul></nav><div class="container"><aside><h3>最新文件</h3><ol>{links(RELATED)}</ol></aside>
<div class="content"><h2>{title}</h2><p class="info">信息来源：市人社局 | 时间：2024-01-15</p><hr>
<div class="article-content">{paragraphs(report)}<ol style="list-style-type: simp-chinese-informal" start="3">{items}</ol><ol reversed><li>丙</li><li>乙</li></ol></div>
<div class="extra"><a href="#">分享到微信</a></div><div class="xgyd"><h4>相关阅读</h4><ul>{links(RELATED)}</ul></div></div></div>
<footer><div>Copyright 2024 朔湄市人力资源和社会保障局 ICP备0000号</div></footer></body></html>'''
    put('site-content.html', page, [title, '信息来源：市人社局 | 时间：2024-01-15', *report, '三、完善制度8项', '四、2024年培训3次', '2.丙', '1.乙'], 'gbk')


def word_clipboard():
    title, *report = lines('d04')[:6]
    wrapped = report[1][:20] + '\n' + report[1][20:]
    page = f'''Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><style><!-- p.MsoNormal {{mso-style-parent:"";}} @list l0:level1 {{mso-level-text:"%1、";}} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<!--StartFragment--><p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{title}<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:仿宋_GB2312'>{report[0]}</span></p>
<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US style='font-family:黑体'><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span>总体情况</span></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span lang=EN-US style='font-family:Wingdings;mso-fareast-font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><span>{wrapped}</span></p>
<p class=MsoNormal><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>2023年<del cite="mailto:a" datetime="2024-01-01T00:00">删去5件</del><ins cite="mailto:a" datetime="2024-01-01T00:00">受理6件</ins><span style='display:none;mso-hide:all'>藏7件</span>。</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr><td width=100 valign=top><p class=MsoNormal><span>项目<o:p></o:p></span></p></td><td><p class=MsoNormal>数量</p></td></tr>
<tr><td><p class=MsoNormal>行政处罚</p></td><td><p class=MsoNormal>1,236<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>'''
    put('word.clip.html', page, [title, report[0], '一、总体情况', report[1], '2. 2023年受理6件。', '项目\t数量', '行政处罚\t1,236'])


def wps_clipboard():
    page = '''<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Kingsoft"><xml><w:WordDocument><w:BrowserLevel>MicrosoftInternetExplorer4</w:BrowserLevel></w:WordDocument></xml></head><body>
<!--StartFragment-->
<p class="MsoNormal" style="margin-left:0.0000pt;text-indent:32pt;mso-list:l0 level1 lfo1;" ><![if !supportLists]><span style="font-family:黑体;font-size:16pt;" ><span style='mso-list:Ignore;' >（一）<span>&nbsp;</span></span></span><![endif]><b><span style="mso-spacerun:'yes';font-family:仿宋;" ><font face="仿宋" >依法行政</font></span></b><span><o:p></o:p></span></p>
<p class="MsoNormal" ><span style="mso-spacerun:'yes';" ><font face="仿宋" >全年受理</font>128<font face="仿宋" >件。</font></span></p>
<table class="MsoTableGrid" ><tr ><td colspan="2" ><p class="MsoNormal" align="center" ><span><font>合计</font></span></p></td><td><p class="MsoNormal" >30</p></td></tr>
<tr ><td ><p class="MsoNormal" >甲</p></td><td ><p class="MsoNormal" >乙</p></td><td ><p class="MsoNormal" >丙</p></td></tr></table>
<!--EndFragment-->
</body></html>'''
    put('wps.clip.html', page, ['（一）依法行政', '全年受理128件。', '合计\t\t30', '甲\t乙\t丙'])


if __name__ == '__main__':
    for make in (ucap, trs, zoom, plain_divs, content_class, word_clipboard, wps_clipboard):
        make()
